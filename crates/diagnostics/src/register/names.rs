//! N: names that are not declared, or declared twice.

super::codes! {
    NO_POLICY = "N0101" "no-policy" Error {
        message: "there is no `policy` item", "缺少“方案”条目";
        help: "begin a file with: policy \"Title\"", "请在文件开头写：方案 “标题”";
        why: "A policy is one file, or a folder of files, with one `policy` item that gives its title.",
             "一个方案是一个文件或一个文件夹，其中恰有一个“方案”条目写明标题。";
        wrong: "target: 1 > 0";
        right: "policy \"Plan\"\nmetric share in %\ntarget: share ≥ 80%";
    }
    UNKNOWN_METRIC = "N0102" "unknown-metric" Error {
        message: "no metric or parameter is called `{name}`", "没有名为“{name}”的指标或参数";
        help: "{nearest}", "{nearest}";
        why: "Nothing is guessed: every figure a target speaks of is declared, with its unit, before it is submitted.",
             "不猜测：目标用到的每个数据都要先声明为指标，并写明单位。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget: shere ≥ 80%";
        right: "policy \"Plan\"\nmetric share in %\ntarget: share ≥ 80%";
    }
    UNKNOWN_ENTITY = "N0103" "unknown-entity" Error {
        message: "no entity or group is called `{name}`", "没有名为“{name}”的主体或分组";
        help: "{nearest}", "{nearest}";
        why: "Who is assessed is declared, so that a misspelt county is not silently left out.",
             "被评价者须先声明，写错的县名才不会被悄悄漏掉。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county\ntarget: share ≥ 80%\n  for 临厦县";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county\ntarget: share ≥ 80%\n  for 临夏县";
    }
    UNKNOWN_KIND = "N0104" "unknown-kind" Error {
        message: "no entity is a `{name}`", "没有类别为“{name}”的主体";
        help: "{nearest}", "{nearest}";
        why: "A metric is per a kind of entity that some entity has; otherwise nobody could submit it.",
             "指标按某类主体报送；没有这类主体，就无人可报。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per city\ntarget: share ≥ 80%";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county\ntarget: share ≥ 80%";
    }
    UNKNOWN_RECORD = "N0105" "unknown-record" Error {
        message: "no record is called `{name}`, and none with an event after it", "没有名为“{name}”的台账，也没有以它开头的台账与事件";
        help: "{nearest}", "{nearest}";
        why: "A limit in days speaks of the cases of a record and one of its events: `contract signed`.",
             "时限针对台账中的案件及其事件，例如“合同 签订”。";
        wrong: "policy \"Plan\"\n  limits counted plainly\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget: deal signed within 10 days";
        right: "policy \"Plan\"\n  limits counted plainly\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget: contract signed within 10 days";
    }
    UNKNOWN_FIELD = "N0106" "unknown-field" Error {
        message: "`{record}` has no field or event `{name}`", "台账“{record}”没有字段或事件“{name}”";
        help: "{nearest}", "{nearest}";
        why: "Fields and events are declared with the record, and data is read by these names.",
             "字段与事件在台账中声明，数据按这些名称读取。";
        wrong: "policy \"Plan\"\n  limits counted plainly\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget: contract sealed within 10 days";
        right: "policy \"Plan\"\n  limits counted plainly\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget: contract signed within 10 days";
    }
    DUPLICATE_NAME = "N0107" "duplicate-name" Error {
        message: "`{name}` is declared twice", "“{name}”重复声明";
        help: "give one of them another name, or remove it", "请改名或删去其一";
        why: "A name stands for one thing; otherwise a verdict would depend on the order of the files.",
             "一个名称只指一物，否则结论会随文件顺序改变。";
        wrong: "policy \"Plan\"\nmetric share in %\nmetric share in yuan\ntarget: share ≥ 80%";
        right: "policy \"Plan\"\nmetric share in %\nmetric value in yuan\ntarget: share ≥ 80%";
    }
    DUPLICATE_ID = "N0108" "duplicate-id" Error {
        message: "the id `{name}` is used twice", "编号“{name}”重复";
        help: "give one of them another id", "请换一个编号";
        why: "Results are published and compared by id.", "结果按编号发布和比较。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntarget 1: share ≥ 90%";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntarget 2: share ≥ 90%";
    }
    SEVERAL_POLICIES = "N0109" "several-policies" Error {
        message: "there is more than one `policy` item", "“方案”条目多于一个";
        help: "keep one; a folder of files is one policy", "请只保留一个；一个文件夹就是一个方案";
        why: "Title, time in force and basis of limits hold for the whole policy, so they stand once.",
             "标题、有效期与时限算法对整个方案有效，只能写一处。";
        wrong: "policy \"A\"\npolicy \"B\"";
        right: "policy \"A\"";
    }
    UNKNOWN_SEGMENT = "N0110" "unknown-segment" Error {
        message: "`{metric}` has no segment `{name}`", "指标“{metric}”没有分项“{name}”";
        help: "{nearest}", "{nearest}";
        why: "Segments are declared with the metric: split by voltage (低压, 高压).",
             "分项在指标中声明：分项 电压等级（低压、高压）。";
        wrong: "policy \"Plan\"\nmetric time in days, split by voltage (low, high)\ntarget: time (medium) ≤ 5 days";
        right: "policy \"Plan\"\nmetric time in days, split by voltage (low, high)\ntarget: time (high) ≤ 5 days";
    }
    UNKNOWN_BENCHMARK = "N0111" "unknown-benchmark" Error {
        message: "`{metric}` has no benchmark `{name}`", "指标“{metric}”没有标杆“{name}”";
        help: "declare it below the metric: benchmark \"{name}\" 80%, or: benchmark \"{name}\" submitted", "请在指标下声明：标杆 “{name}” 80%，或：标杆 “{name}” 另报";
        why: "A benchmark is declared or submitted, never computed, so the metric says that it has one.",
             "标杆由方案写明或另行报送，从不推算，因此指标须声明它。";
        wrong: "policy \"Plan\"\nmetric share in %\n  better higher\ntarget: share reaches province best";
        right: "policy \"Plan\"\nmetric share in %\n  better higher\n  benchmark \"province best\" 80%\ntarget: share reaches province best";
    }
    METRIC_CYCLE = "N0112" "metric-cycle" Error {
        message: "`{name}` is computed from itself: {cycle}", "“{name}”由自身推算：{cycle}";
        help: "define one of them by submitted figures", "请让其中之一由报送数据得出";
        why: "Derived metrics are computed in order, each from figures and from metrics before it.",
             "导出指标按顺序计算，只能取自报送数据和排在前面的指标。";
        wrong: "policy \"Plan\"\nmetric a = b\nmetric b = a\ntarget: a ≥ 1";
        right: "policy \"Plan\"\nmetric a = b\nmetric b\ntarget: a ≥ 1";
    }
    UNKNOWN_CALENDAR = "N0113" "unknown-calendar" Error {
        message: "no calendar is called `{name}`", "没有名为“{name}”的日历";
        help: "write: calendar china", "请写：日历 中国";
        why: "Working days are counted by a calendar with its official notices; only China's is known.",
             "工作日按有正式通知的日历计算；目前只有中国日历。";
        wrong: "policy \"Plan\"\n  calendar mars";
        right: "policy \"Plan\"\n  calendar china";
    }
    UNKNOWN_SCOPE = "N0114" "unknown-scope" Error {
        message: "`{name}` is no entity, group or segment", "“{name}”不是主体、分组或分项";
        help: "{nearest}", "{nearest}";
        why: "A list of thresholds says for whom each holds.", "分列的门槛须写明各对谁有效。";
        wrong: "policy \"Plan\"\nentity A: county\nmetric share in %, per county\ntarget 1: share\n  - B ≥ 80%";
        right: "policy \"Plan\"\nentity A: county\nmetric share in %, per county\ntarget 1: share\n  - A ≥ 80%";
    }
    ENTITY_CYCLE = "N0115" "entity-cycle" Error {
        message: "`{name}` lies in itself", "“{name}”隶属于自身";
        help: "say what it belongs to at the top", "请写明它隶属的上级";
        why: "Figures are rolled up along what belongs to what, which must end somewhere.",
             "数据沿隶属关系汇总，隶属关系须有终点。";
        wrong: "policy \"Plan\"\nentity A: county in B\nentity B: city in A";
        right: "policy \"Plan\"\nentity A: county in B\nentity B: city";
    }
    EVENT_CYCLE = "N0116" "event-cycle" Error {
        message: "`{name}` comes after itself", "“{name}”晚于自身";
        help: "let the first event of the record come after nothing", "请让台账的第一个事件不晚于任何事件";
        why: "Events stand in an order, which must begin somewhere.", "事件有先后，总有一个在最前。";
        wrong: "policy \"Plan\"\nrecord contract\n  awarded: date after signed\n  signed: date after awarded";
        right: "policy \"Plan\"\nrecord contract\n  awarded: date\n  signed: date after awarded";
    }
    UNKNOWN_TESTED = "N0140" "unknown-tested" Error {
        message: "there is no `{name}` to test", "没有可测试的“{name}”";
        help: "{nearest}", "{nearest}";
        why: "A test names targets, milestones, checks, escalations and scores by their ids or titles, and findings by their codes.",
             "测试按编号或标题指明目标、节点、核验、督办与评分，按代码指明发现。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 6.1: share ≥ 80%\ntest \"at the threshold\"\n  given share = 80% in 2025\n  expect 6.2 met";
        right: "policy \"Plan\"\nmetric share in %\ntarget 6.1: share ≥ 80%\ntest \"at the threshold\"\n  given share = 80% in 2025\n  expect 6.1 met";
    }
    UNKNOWN_RULE = "N0150" "unknown-rule" Error {
        message: "there is no target, milestone, task or score `{name}`", "没有编号为“{name}”的目标、节点、任务或评分";
        help: "{nearest}", "{nearest}";
        why: "An escalation that watches a target nobody wrote would never do anything.",
             "督办若指向不存在的目标，就永远不会启动。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.2, each quarter\n  after 1 miss remind";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1, each quarter\n  after 1 miss remind";
    }
    NO_CADENCE = "N0151" "no-cadence" Error {
        message: "nothing says how often misses are counted", "未写明多久统计一次未达标";
        help: "write it on the first line: each quarter; or in the policy: monitor quarterly", "请在首行写明：每季度；或在方案中写：监测 每季度";
        why: "Two misses in a row are two months or two years, depending on how often one looks.",
             "连续两次未达标，是两个月还是两年，取决于多久统计一次。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1\n  after 1 miss remind";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1, each quarter\n  after 1 miss remind";
    }
    UNKNOWN_PART = "N0152" "unknown-part" Error {
        message: "no target or metric is called `{name}`", "没有编号或名称为“{name}”的目标或指标";
        help: "{nearest}", "{nearest}";
        why: "A part of a score is a target, by its id, or a metric, by its name.",
             "评分的每一项是目标（写编号）或指标（写名称）。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - 6.2: 100 marks";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - 6.1: 100 marks";
    }
    UNKNOWN_IMPORT = "N0160" "unknown-import" Error {
        message: "there is no file “{path}” to import", "没有可引用的文件“{path}”";
        help: "write the path from the folder of this file, with `/` between folders and the ending `.dabiao`: `import \"../shared/counties.dabiao\"`",
              "请写出从本文件所在文件夹起的路径，以“/”分隔，以 .dabiao 结尾：引用 “../共用/县市.dabiao”";
        why: "What an imported file declares can be used as if it stood here. Without the file, every name of it is unknown.",
             "被引用文件声明的名称可直接使用；文件缺失，则其中的名称全部未知。";
        wrong: "policy \"Plan\"\nimport \"countys.dabiao\"\n";
        right: "policy \"Plan\"\nentity Yongjing: county\n";
    }
    IMPORT_CYCLE = "N0161" "import-cycle" Error {
        message: "“{path}” comes to import this file itself", "“{path}”又引用回本文件";
        help: "move what both files need into a third one, and import that from both",
              "请把两个文件都要用的内容移入第三个文件，再分别引用";
        why: "Files that import each other are one file in two parts: put them into one folder, whose files are one policy.",
             "互相引用的文件其实是一个整体：可放在同一文件夹中，同一文件夹的文件本来就是一个方案。";
        wrong: "policy \"Plan\"\nimport \"plan.dabiao\"\n";
        right: "policy \"Plan\"\nentity Yongjing: county\n";
    }
    UNKNOWN_UPPER = "N0162" "unknown-upper-policy" Error {
        message: "there is no valid policy “{path}” to refine", "没有可细化的有效方案“{path}”";
        help: "write the path of its file or folder from the folder of this file, and let `dabiao check` say whether it is valid",
              "请写出其文件或文件夹自本文件所在文件夹起的路径，并用 dabiao check 查看其是否有效";
        why: "What stands under a policy that cannot be read stands under nothing.",
             "上级方案读不到，细化就没有对象。";
        wrong: "policy \"Plan\"\nrefines \"nowhere.dabiao\" as province\n";
        right: "policy \"Plan\"\nentity Yongjing: county\n";
    }
    UNKNOWN_UPPER_ITEM = "N0163" "unknown-upper-item" Error {
        message: "`{name}` is no policy above this one, or no item of it", "“{name}”不是上级方案或其中的条目";
        help: "{nearest}", "{nearest}";
        why: "A refinement names the policy as `refines … as …` calls it, and the id of a target, milestone or stage of it.",
             "细化须写明上级方案在“记作”后的名称，以及其中目标、节点或阶段的编号。";
        wrong: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\ntarget 1: share ≥ 80%\n  refines province 61.c\n";
        right: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\ntarget 1: share ≥ 80%\n  refines province 16.c\n";
    }
    FORMULA_TOO_LARGE = "N0170" "formula-too-large" Error {
        message: "a formula comes to more than {limit} terms once `{name}` is put in", "代入“{name}”后，算式超过{limit}项";
        help: "submit one of the metrics it is made of as a figure, or leave out a step", "请把其中一个指标改为报送，或减少层次";
        why: "A derived metric is put in wherever it is named, and once more for each time it is read at. A growth of a growth of a growth soon reads thousands of figures, which nobody can follow.",
             "派生指标在每处提及时代入，每多读一个时期再代入一次。增速的增速的增速很快就要读成千上万个数，无人能核对。";
        wrong: "policy \"Plan\"\nmetric m0 in 家, per year\nmetric m1 = growth of m0\nmetric m2 = growth of m1\nmetric m3 = growth of m2\nmetric m4 = growth of m3\nmetric m5 = growth of m4\nmetric m6 = growth of m5\nmetric m7 = growth of m6\nmetric m8 = growth of m7\nmetric m9 = growth of m8\ntarget: m9 ≥ 1%";
        right: "policy \"Plan\"\nmetric m0 in 家, per year\nmetric m1 = growth of m0\ntarget: m1 ≥ 1%";
    }
    DERIVED_TOO_DEEP = "N0171" "derived-too-deep" Error {
        message: "`{name}` stands on more than {limit} derived metrics, one over the other", "“{name}”之下层层派生的指标超过{limit}层";
        help: "compute it from fewer steps", "请减少层次";
        why: "Each step is explained by the one below it. A document has two or three.",
             "每一层都要靠下一层来解释。文件中通常只有两三层。";
        wrong: "";
        right: "policy \"Plan\"\nmetric m0 in 家, per year\nmetric m1 = m0 last year\ntarget: m1 ≥ 1 家";
    }
    UNKNOWN_CODE = "N0180" "unknown-code" Error {
        message: "no diagnostic is called `{name}`", "没有名为“{name}”的诊断";
        help: "{nearest}", "{nearest}";
        why: "A level or an exception that names nothing would seem to say something.", "级别或例外所指的诊断不存在，等于没写。";
        wrong: "policy \"Plan\"\n  level L0301x error";
        right: "policy \"Plan\"\n  level L0301 error";
    }
    NOT_TO_BE_ALLOWED = "N0181" "not-to-be-allowed" Error {
        message: "{code} is an error, which no policy can allow or lower", "{code} 是错误，方案不得将其允许或降级";
        help: "put right what it points at", "请改正它所指出的问题";
        why: "With an error the policy has no meaning that could be evaluated. Only warnings and notes leave a choice.",
             "有错误的方案没有可以评价的含义；只有警告和提示可以取舍。";
        wrong: "policy \"Plan\"\n  allow N0102 because \"the metric comes later\"";
        right: "policy \"Plan\"\n  allow L0302 because \"units outside the prefecture\"\nmetric share in %\ntarget 1: share ≥ 80%\n  lead finance bureau";
    }
}
