//! T: types, units and levels that do not fit.

super::codes! {
    UNKNOWN_UNIT = "T0201" "unknown-unit" Error {
        message: "`{name}` is no unit", "“{name}”不是计量单位";
        help: "{nearest}", "{nearest}";
        why: "Units have dimensions, so that unlike things are never compared; a noun of one's own is declared with `unit`.",
             "单位有量纲，异类不可相比；自用的量词须用“计量单位”声明。";
        wrong: "policy \"Plan\"\nmetric value in dollarz\ntarget: value ≥ 1 dollarz";
        right: "policy \"Plan\"\nunit dollarz\nmetric value in dollarz\ntarget: value ≥ 1 dollarz";
    }
    UNIT_MISMATCH = "T0202" "unit-mismatch" Error {
        message: "{left} cannot be {action} {right}", "{left}与{right}不能{action}";
        help: "{remedy}", "{remedy}";
        why: "Only quantities of the same dimension are compared, added or subtracted; 件 is not 户, and working days are not days.",
             "只有同量纲的量才能比较和加减；件不是户，工作日不是天。";
        wrong: "policy \"Plan\"\nmetric value in yuan\ntarget: value ≥ 10 days";
        right: "policy \"Plan\"\nmetric value in yuan\ntarget: value ≥ 10 yuan";
    }
    BARE_NUMBER = "T0203" "bare-number" Error {
        message: "`{number}` has no unit, but is compared with {other}", "“{number}”没有单位，却与{other}比较";
        help: "write {suggestion}", "请写 {suggestion}";
        why: "80 of what? A number beside a quantity carries its unit; only 0 needs none.",
             "80是什么的80？与有单位的量并用的数须带单位；只有0可不带。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget: share ≥ 80";
        right: "policy \"Plan\"\nmetric share in %\ntarget: share ≥ 80%";
    }
    PERCENT_FOR_POINTS = "T0204" "percent-for-points" Error {
        message: "a difference of two ratios is in points, not in %", "两个比率之差以个百分点计，不是百分比";
        help: "write {suggestion}", "请写 {suggestion}";
        why: "From 40% to 42% is 2 points, and 5% more. The two are never mixed.",
             "从40%到42%是2个百分点，也是增长5%，两者不可混用。";
        wrong: "policy \"Plan\"\nmetric a in %\nmetric b in %\ntarget: a - b ≤ 2%";
        right: "policy \"Plan\"\nmetric a in %\nmetric b in %\ntarget: a - b ≤ 2 points";
    }
    WORKING_TIME = "T0205" "working-time" Error {
        message: "{left} and {right} convert only when the policy says how long a working day is", "方案写明工作日的时长，{left}与{right}才能换算";
        help: "write in the policy item: working day is 8 hours", "请在方案条目中写：工作日 为 8小时";
        why: "A working day has as many hours as the policy says; working time never becomes calendar time.",
             "一个工作日有多少小时由方案写明；工作时间从不折算为日历时间。";
        wrong: "policy \"Plan\"\nmetric approval in working hours\ntarget: approval ≤ 4 working days";
        right: "policy \"Plan\"\n  working day is 8 hours\nmetric approval in working hours\ntarget: approval ≤ 4 working days";
    }
    INCOMPLETE_CONDITION = "T0206" "incomplete-condition" Error {
        message: "{what} alone is no condition", "单独的{what}不是条件";
        help: "add a comparison, such as ≥ {example}", "请加上比较，例如 ≥ {example}";
        why: "Only a yes/no metric holds or fails by itself.", "只有是否型指标可单独作为条件。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget: share";
        right: "policy \"Plan\"\nmetric share in %\ntarget: share ≥ 80%";
    }
    NOT_A_NUMBER = "T0207" "not-a-number" Error {
        message: "`{name}` is {what}, not a number", "“{name}”是{what}，不是数";
        help: "compare it with yes or no, or let it stand alone", "请与“是”或“否”比较，或让它单独作为条件";
        why: "Yes and no are not added or compared by size.", "是与否不能相加，也不能比大小。";
        wrong: "policy \"Plan\"\nmetric online in yes/no\ntarget: online ≥ 1";
        right: "policy \"Plan\"\nmetric online in yes/no\ntarget: online";
    }
    NO_DIRECTION = "T0208" "no-direction" Error {
        message: "`{name}` does not say which way is better", "“{name}”未写明越高越好还是越低越好";
        help: "write below the metric: better higher, or: better lower", "请在指标下写：越高越好，或：越低越好";
        why: "`reaches`, `better than` and `improves` mean at least or at most, depending on the metric.",
             "“达到”“优于”“改善”是不低于还是不高于，取决于指标的方向。";
        wrong: "policy \"Plan\"\nmetric days taken in days\n  benchmark \"province best\" 5 days\ntarget: days taken reaches province best";
        right: "policy \"Plan\"\nmetric days taken in days\n  better lower\n  benchmark \"province best\" 5 days\ntarget: days taken reaches province best";
    }
    FRACTION_OF_LIMIT = "T0209" "fraction-of-limit" Error {
        message: "a limit between dates has whole days, months or years, not {limit}", "日期之间的时限须为整数，不能是{limit}";
        help: "declare the events as `time` and limit hours, or write a whole number", "请把事件声明为“时刻”并以小时为限，或写整数";
        why: "Between two dates half a day cannot be told.", "只有日期时无法分辨半天。";
        wrong: "policy \"Plan\"\n  limits counted plainly\nrecord case\n  opened: date\n  closed: date after opened\ntarget: case closed within 0.5 days";
        right: "policy \"Plan\"\n  limits counted plainly\nrecord case\n  opened: time\n  closed: time after opened\ntarget: case closed within 12 hours";
    }
    HOURS_ON_DATES = "T0210" "hours-on-dates" Error {
        message: "{limit} cannot be counted between dates", "日期之间无法计算{limit}";
        help: "declare `{field}` and the event before it as `time`", "请把“{field}”及其前一事件声明为“时刻”";
        why: "Hours need the time of day; working hours are submitted as figures, not counted between events.",
             "小时须有时刻；工作小时作为数据报送，不在事件之间计算。";
        wrong: "policy \"Plan\"\nrecord case\n  opened: date\n  closed: date after opened\ntarget: case closed within 12 hours";
        right: "policy \"Plan\"\nrecord case\n  opened: time\n  closed: time after opened\ntarget: case closed within 12 hours";
    }
    NO_START = "T0211" "no-start" Error {
        message: "nothing says from when the limit of `{field}` is counted", "未写明“{field}”的时限从何时起算";
        help: "write `of EVENT` behind the limit, or declare the field as: date after EVENT", "请写“在 某事件 后 …内”，或把字段声明为：日期 晚于 某事件";
        why: "A limit is counted from the event its own comes after, unless the target names another.",
             "时限从声明中的前一事件起算，除非目标另行写明。";
        wrong: "policy \"Plan\"\n  limits counted plainly\nrecord case\n  opened: date\n  closed: date\ntarget: case closed within 5 days";
        right: "policy \"Plan\"\n  limits counted plainly\nrecord case\n  opened: date\n  closed: date after opened\ntarget: case closed within 5 days";
    }
    WRONG_FIELD = "T0212" "wrong-field" Error {
        message: "`{field}` is {what}, but {wanted} is needed here", "“{field}”是{what}，此处需要{wanted}";
        help: "name another field, or change its type in the record", "请改用其他字段，或在台账中更改其类型";
        why: "Events are dates or times, sums need numbers, masks compare like with like.",
             "事件是日期或时刻，求和需要数，条件须同类相比。";
        wrong: "policy \"Plan\"\nrecord case\n  name: text\ntarget: sum of case name ≥ 1";
        right: "policy \"Plan\"\nrecord case\n  value: yuan\ntarget: sum of case value ≥ 1 yuan";
    }
    STOCK_AND_FLOW = "T0213" "stock-and-flow" Error {
        message: "{left} and {right} are not of one kind: a stock stands at a moment, a flow is counted in a period", "{left}与{right}不是一类：存量是时点数，流量是时期数";
        help: "compare stock with stock; a metric is a flow unless it says `stock`", "请以存量比存量；指标不写“存量”即为流量";
        why: "110 firms in all and 131 firms gained this year answer different questions.",
             "“共有110家”与“新增131家”回答的不是一个问题。";
        wrong: "policy \"Plan\"\nmetric firms in 家, stock\nmetric new firms in 家, flow\ntarget: firms ≥ new firms";
        right: "policy \"Plan\"\nmetric firms in 家, stock\nmetric best firms in 家, stock\ntarget: firms ≥ best firms";
    }
    WRONG_LEVEL = "T0214" "wrong-level" Error {
        message: "`{metric}` is per {kind} and has no figure for {entity}", "“{metric}”按{kind}报送，{entity}没有它的数据";
        help: "judge per {kind} or a level above it", "请按{kind}或其上级评价";
        why: "A level's figure is rolled up from below, never shared out from above.",
             "数据只能自下而上汇总，不能自上而下分摊。";
        wrong: "policy \"Plan\"\nentity C: city\nentity A: county in C\nmetric share in %, per city\ntarget: share ≥ 80%\n  per county";
        right: "policy \"Plan\"\nentity C: city\nentity A: county in C\nmetric share in %, per city\ntarget: share ≥ 80%\n  per city";
    }
    OVERLAPPING_THRESHOLDS = "T0215" "overlapping-thresholds" Error {
        message: "{name} has two thresholds", "{name}有两个门槛";
        help: "let each entity or segment stand in one line", "请让每个主体或分项只出现一次";
        why: "Two thresholds for one entity would make the verdict a matter of order.",
             "同一主体有两个门槛，结论就取决于顺序。";
        wrong: "policy \"Plan\"\nentity A, B: county\nmetric share in %, per county\ntarget 1: share\n  - A ≥ 80%\n  - A, B ≥ 70%";
        right: "policy \"Plan\"\nentity A, B: county\nmetric share in %, per county\ntarget 1: share\n  - A ≥ 80%\n  - B ≥ 70%";
    }
    NO_YEAR = "T0217" "no-year" Error {
        message: "the date has no year", "日期未写年份";
        help: "write the year, or in the policy item: undated limits in 2025", "请写明年份，或在方案条目中写：未写年份 按2025年";
        why: "A year is not guessed from the date of issue.", "年份不从印发日期猜测。";
        wrong: "policy \"Plan\"\nmilestone 1 \"Done\": due end of June";
        right: "policy \"Plan\"\n  undated limits in 2025\nmilestone 1 \"Done\": due end of June";
    }
    MISPLACED_CLAUSE = "T0218" "misplaced-clause" Error {
        message: "`{clause}` has no meaning here", "“{clause}”用在此处没有意义";
        help: "{remedy}", "{remedy}";
        why: "A clause that does nothing would be read as if it did.", "不起作用的条款会被误以为起作用。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  evidence required";
        right: "policy \"Plan\"\nmilestone 1 \"Done\": due 2025-06\n  evidence required";
    }
    NO_ROLL_UP = "T0219" "no-roll-up" Warning {
        message: "`{metric}` is judged for {level}, but nothing says how its parts make a whole", "“{metric}”要对{level}评价，但未说明如何汇总";
        help: "write `sums up`, `takes the last`, `takes the maximum` or `averages weighted by …` with the metric, or submit the total", "请在指标上写“可加总”“取期末”“取最大”或“按…加权平均”，或直接报送总数";
        why: "Percentages are not added up; without a rule for the whole the verdict is no data.",
             "百分比不能相加；没有汇总规则，结论就是缺报。";
        wrong: "policy \"Plan\"\nentity C: city\nentity A: county in C\nmetric share in %, per county\ntarget: share ≥ 80%\n  per city";
        right: "policy \"Plan\"\nentity C: city\nentity A: county in C\nmetric value in yuan, per county, sums up\ntarget: value ≥ 80 yuan\n  per city";
    }
    REPEATED_CLAUSE = "T0220" "repeated-clause" Error {
        message: "`{clause}` says again what stands above it", "“{clause}”与前文重复";
        help: "keep one of the two", "请只保留其一";
        why: "Of two due dates or two units one would silently win.", "两个期限或两个单位，总有一个会被悄悄忽略。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  due 2025\n  due 2026";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  due 2026";
    }
    STOCK_TO_DATE = "T0230" "stock-to-date" Error {
        message: "`{name}` stands at a moment, so it has no sum from the year's start", "“{name}”是时点数，没有本年累计数";
        help: "write `since year start` for what it gained, or declare it a flow", "要增加额请写“比年初”，或将其声明为流量";
        why: "Adding up what stood there at the end of each month counts the same thing many times.",
             "把各月末的时点数相加，是把同一事物重复计算。";
        wrong: "policy \"Plan\"\nmetric firms in 家, per quarter, stock\ntarget: firms year to date ≥ 5 家";
        right: "policy \"Plan\"\nmetric firms in 家, per quarter, stock\ntarget: firms since year start ≥ 5 家";
    }
    FLOW_SINCE_YEAR_START = "T0231" "flow-since-year-start" Error {
        message: "`{name}` is a flow and stood at nothing at the year's start, so it has no growth since then", "“{name}”是流量，年初没有基数，无法计算比年初增速";
        help: "write `growth of X year to date` for the growth over the same months last year, or declare it a stock", "与上年同期相比请写“X 本年累计 增速”，或将其声明为存量";
        why: "Growth needs a base. A stock has one at the year's start, a flow begins anew.",
             "增速要有基数：存量在年初有基数，流量则从零开始。";
        wrong: "policy \"Plan\"\nmetric loans in yuan, per quarter, sums up\ntarget: growth of loans since year start ≥ 7.5%";
        right: "policy \"Plan\"\nmetric loans in yuan, per quarter, stock\ntarget: growth of loans since year start ≥ 7.5%";
    }
    WINDOW_REVERSED = "T0232" "window-reversed" Error {
        message: "the window ends before it begins", "时段的结束早于开始";
        help: "write the earlier date first", "请先写较早的日期";
        why: "No figure lies in a window that ends before it begins.", "没有数据会落在结束早于开始的时段里。";
        wrong: "policy \"Plan\"\nmetric firms in 家, stock\ntarget: firms at 2023-09 to 2022-10 ≥ 5 家";
        right: "policy \"Plan\"\nmetric firms in 家, stock\ntarget: firms at 2022-10 to 2023-09 ≥ 5 家";
    }
    WRONG_STATE = "T0250" "wrong-state" Error {
        message: "a check is never `{state}`", "核验没有“{state}”这种结果";
        help: "write holds, fails or cannot be checked", "请写 相符、不符 或 无法核验";
        why: "Targets and milestones are met or unmet; a check holds, fails or cannot be checked.",
             "目标与节点有达标、未达标等状态，核验只有相符、不符、无法核验。";
        wrong: "policy \"Plan\"\nmetric a\nmetric b\ncheck sum: a = b\ntest \"one\"\n  evaluated on 2025-12-31\n  given a = 1, b = 1\n  expect check sum met";
        right: "policy \"Plan\"\nmetric a\nmetric b\ncheck sum: a = b\ntest \"one\"\n  evaluated on 2025-12-31\n  given a = 1, b = 1\n  expect check sum holds";
    }
    GIVEN_FOR_NOBODY = "T0251" "given-for-nobody" Error {
        message: "nothing says for which {kind} `{name}` is given", "未写明“{name}”属于哪个{kind}";
        help: "write behind it: for and a name", "请在其后写：，对 某主体";
        why: "Where there is only one of a kind, its name may be left out.", "同类主体只有一个时才可省略。";
        wrong: "policy \"Plan\"\nentity A, B: county\nmetric share in %, per county\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% in 2025\n  expect 1 met";
        right: "policy \"Plan\"\nentity A, B: county\nmetric share in %, per county\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% for A in 2025\n  expect 1 met for A";
    }
    GIVEN_FOR_OTHERS = "T0252" "given-for-others" Error {
        message: "`{name}` is per {kind}, and {entity} is none", "“{name}”按{kind}报送，{entity}不是{kind}";
        help: "name one of that kind; for figures and cases, what it belongs to will do", "请写该类主体；数据与个案也可写其上级";
        why: "What a test gives must be what could be submitted.", "测试所设，应是实际能够报送的。";
        wrong: "policy \"Plan\"\nentity C: city\nentity A: county in C\nmetric share in %, per city\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% for A in 2025\n  expect 1 met";
        right: "policy \"Plan\"\nentity C: city\nentity A: county in C\nmetric share in %, per city\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% for C in 2025\n  expect 1 met";
    }
    GIVEN_WITHOUT_PERIOD = "T0253" "given-without-period" Error {
        message: "nothing says in which period `{name}` is given", "未写明“{name}”属于哪一期";
        help: "write behind it: in 2025Q1, or for several values: from 2025Q1", "请在其后写：，于 2025Q1；多个数值写：，自 2025Q1 起";
        why: "The metric has a figure for each period.", "该指标每期各有一个数据。";
        wrong: "policy \"Plan\"\nmetric share in %, per quarter\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80%\n  expect 1 met";
        right: "policy \"Plan\"\nmetric share in %, per quarter\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% in 2025Q1\n  expect 1 met";
    }
    GIVEN_IN_PART = "T0254" "given-in-part" Error {
        message: "`{name}` is submitted for each {cadence}, and this is no whole one", "“{name}”按{cadence}报送，此处不是完整的一期";
        help: "give it for whole periods, or up to a day: as of 2025-05-20", "请按完整的一期设定，或写截至某日：截至 2025年5月20日";
        why: "A flow of a part of a period is not the flow of the period; a stock may be given for any day of it.",
             "一期中一部分的流量不是该期的流量；存量可按期内任一日设定。";
        wrong: "policy \"Plan\"\nmetric value in yuan, per year\ntarget 1: value ≥ 80 yuan\ntest \"one\"\n  given value = 80 yuan in 2025Q1\n  expect 1 met";
        right: "policy \"Plan\"\nmetric value in yuan, per year\ntarget 1: value ≥ 80 yuan\ntest \"one\"\n  given value = 80 yuan in 2025\n  expect 1 met";
    }
    NO_EVALUATION_DATE = "T0255" "no-evaluation-date" Error {
        message: "nothing says on which day this test is evaluated", "未写明此测试的评价日";
        help: "write: evaluated on 2025-12-31", "请写：评价日 2025-12-31";
        why: "Without it a test is evaluated on the last day that anything given speaks of, else at the end of the time in force.",
             "未写评价日时，以所设内容涉及的最后一日为准；没有则以有效期末日为准。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80%\n  expect 1 met";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntest \"one\"\n  evaluated on 2025-12-31\n  given share = 80%\n  expect 1 met";
    }
    NEVER_JUDGED_FOR = "T0256" "never-judged-for" Error {
        message: "`{name}` is never judged for {entity}", "“{name}”从不对{entity}评价";
        help: "name one that it is judged for, or nobody where there is one verdict for all", "请写其评价的主体；只有一个结论时不写主体";
        why: "An expectation that no verdict can meet would fail for the wrong reason.", "没有结论可以对应的预期，失败的原因会让人误解。";
        wrong: "policy \"Plan\"\nentity A, B: county\nmetric share in %, per county\ntarget 1: share ≥ 80%\n  for A\ntest \"one\"\n  given share = 80% for A in 2025\n  expect 1 met for B";
        right: "policy \"Plan\"\nentity A, B: county\nmetric share in %, per county\ntarget 1: share ≥ 80%\n  for A\ntest \"one\"\n  given share = 80% for A in 2025\n  expect 1 met for A";
    }
    UNFIT_IN_TEST = "T0257" "unfit-in-test" Error {
        message: "`{text}` does not fit here", "“{text}”用在此处不合适";
        help: "{remedy}", "{remedy}";
        why: "What a test gives must be what could be submitted, and what it expects what could come out.",
             "测试所设应是能够报送的，所预期的应是可能出现的。";
        wrong: "policy \"Plan\"\nmilestone 7.1: due 2025-06\ntest \"one\"\n  given 7.1 done\n  evaluated on 2025-06-30\n  expect 7.1 met";
        right: "policy \"Plan\"\nmilestone 7.1: due 2025-06\ntest \"one\"\n  given 7.1 done 2025-06-30\n  evaluated on 2025-06-30\n  expect 7.1 met";
    }
    WEIGHTS_DO_NOT_ADD_UP = "T0260" "weights-do-not-add-up" Error {
        message: "the full marks of the parts add up to {sum}, not to 100", "各项满分合计为{sum}，不是100";
        help: "change the marks so that they add up to 100; a bonus has 0 marks of its own", "请调整各项分值，使合计为100分；加分项本身为0分";
        why: "A total out of 100 means the same from one period to the next only if its parts add up to it.",
             "各项满分合计为100，总分才能逐期比较。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - 6.1: 90 marks";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - 6.1: 100 marks";
    }
    BANDS_APART = "T0261" "bands-apart" Error {
        message: "the grades do not join at `{name}`", "等次在“{name}”处不衔接";
        help: "write them from the highest down, each with ≥ and the last without: grades good ≥ 80 marks, fair ≥ 60 marks, poor", "请由高到低书写，各等次用 ≥，最后一个不写分数：分档 良 ≥ 80分、中 ≥ 60分、差";
        why: "Every total has exactly one grade: bands neither overlap nor leave a gap.",
             "每个总分恰有一个等次：各档既不重叠，也不留空当。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - 6.1: 100 marks\n  grades good ≥ 60 marks, fair ≥ 80 marks, poor";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - 6.1: 100 marks\n  grades good ≥ 80 marks, fair ≥ 60 marks, poor";
    }
    NO_DISTANCE = "T0262" "no-distance" Error {
        message: "both ends are the same, so nothing lies between them", "两端相同，其间没有距离";
        help: "write two different values", "请写两个不同的数值";
        why: "The mark is a share of the way from one end to the other.",
             "得分是从一端到另一端所走路程的比例。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - cases: 100 marks, by distance, worst 5 件, best 5 件";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - cases: 100 marks, by distance, worst 50 件, best 5 件";
    }
    UNMARKABLE_PART = "T0263" "unmarkable-part" Error {
        message: "this part of the score needs {needs}", "该评分项需要：{needs}";
        help: "see the reference for the ways a part is marked", "计分方法见语言参考";
        why: "A target is marked by attainment or completion; a metric by completion of a goal, distance, efficacy, or points for each unit.",
             "目标按达标或完成率计分；指标按目标值完成率、距离、功效系数或每单位加减分计分。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - cases: 100 marks";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\nmetric cases in 件, per county, per quarter\ntarget 6.1: share ≥ 80%\nscore 1: per county, each quarter\n  - cases: 100 marks, by completion, goal 50 件";
    }
    UNLIKE_REFINEMENT = "T0270" "unlike-refinement" Error {
        message: "this does not measure what `{name}` above it measures", "所衡量的与上级条目“{name}”不同";
        help: "let a target stand under a target in units that convert, and a milestone under a milestone",
              "目标之上须是单位可以换算的目标，节点之上须是节点";
        why: "Only what is alike can be compared: whether the lower one is as strict as the upper one.",
             "只有同类才能比较下级是否不低于上级的要求。";
        wrong: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric firms in 户\ntarget 1: firms ≥ 80户\n  refines province 16.c\n";
        right: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\ntarget 1: share ≥ 80%\n  refines province 16.c\n";
    }
    NOT_SPLIT = "T0280" "not-split" Error {
        message: "`{name}` has no segments to add up", "“{name}”没有分项可以合计";
        help: "split the metric, or leave out `sum of segments of`", "请为指标写明分项，或删去“各分项之和”";
        why: "Segments are declared with the metric. One without them has a single figure, which is its own sum.",
             "分项在指标中声明。没有分项的指标只有一个数，无从合计。";
        wrong: "policy \"Plan\"\nmetric pupils in 人, per year\ntarget: sum of segments of pupils ≥ 100 人";
        right: "policy \"Plan\"\nmetric pupils in 人, per year, split by school (primary, middle)\ntarget: sum of segments of pupils ≥ 100 人";
    }
    NO_PEERS = "T0290" "no-peers" Error {
        message: "`{name}` has a single figure: there is nobody to compare", "“{name}”只有一个数值，没有可比的主体";
        help: "compare what is declared `per` a kind of entity", "请比较按某类主体（“按 县市”）填报的指标";
        why: "A best value, a mean or a rank is one among several entities that each have the figure.",
             "最优值、平均值和位次，都是就若干主体各自的数值而言的。";
        wrong: "policy \"Plan\"\nmetric share in %\n  better higher\ntarget 1: share ≥ best of share";
        right: "policy \"Plan\"\nentity 临夏县, 永靖县: county\nmetric share in %, per county\n  better higher\ntarget 1: share ≥ best of share";
    }
    NO_OVERALL = "T0291" "no-overall" Error {
        message: "nothing says how `{name}` adds up over entities, so it has no overall value", "未说明“{name}”如何在各主体间汇总，无法计算总体值";
        help: "write `sums up`, `takes the maximum` or `averages weighted by …` with the figures it is computed from, or use `mean of`",
              "请为计算所用的指标写明“可加总”“取最大”或“按 … 加权平均”，或改用“算术平均”";
        why: "The overall value is recomputed from the sums of all: of a share, the sum of the parts over the sum of the wholes. Shares themselves have no sum.",
             "总体值由各主体的合计重新计算：比率的总体值是分子合计除以分母合计，比率本身不能相加。";
        wrong: "policy \"Plan\"\nentity 临夏县, 永靖县: county\nmetric share in %, per county\ntarget 1: overall of share ≥ 80%";
        right: "policy \"Plan\"\nentity 临夏县, 永靖县: county\nmetrics per county\n  - part in yuan, sums up\n  - whole in yuan, sums up\nmetric share = part / whole\ntarget 1: overall of share ≥ 80%";
    }
    NO_OWN_LEVEL = "T0320" "no-own-level" Error {
        message: "`{name}` has no own level: nothing says that it adds up over entities", "“{name}”没有本级数：未说明如何由各主体合计";
        help: "write `sums up` with the metrics that are read, each `per` a kind of entity; cases, values over peers and baselines have no own level",
              "请为所用的指标写明“可加总”并按某类主体填报；台账、各主体间的比较值和基期没有本级数";
        why: "The own level is what a submitted total has beside the figures of the entities below it. What does not add up has no such rest.",
             "本级数是报送的总数减去下级各主体之和。不能加总的数没有这样的余数。";
        wrong: "policy \"Plan\"\nentity 临夏州: prefecture\nentity 临夏县: county in 临夏州\nmetric share in %, per county\ntarget 1: share own level ≥ 80%\n  per prefecture";
        right: "policy \"Plan\"\nentity 临夏州: prefecture\nentity 临夏县: county in 临夏州\nmetrics per county\n  - part in yuan, sums up\n  - whole in yuan, sums up\nmetric share = part / whole\ntarget 1: share own level ≥ 80%\n  per prefecture";
    }
    NOT_WHOLE = "T0330" "not-whole" Error {
        message: "the window is no whole number of {unit}", "这一时段不是整{unit}";
        help: "begin and end it with whole {unit}, or write `days of`", "请以整{unit}起止，或写“天数”";
        why: "The months and years of a window are counted whole. From the middle of one month to the middle of another there are days, and whether a part of a month counts would be a guess.",
             "时段的月数、年数按整月、整年计数。从某月中到另一月中只有天数，不足一月的部分算不算一个月只能靠猜。";
        wrong: "policy \"Plan\"\nmetric trial in months\ntarget: trial ≤ months of 2023-04-15 to 2023-07";
        right: "policy \"Plan\"\nmetric trial in months\ntarget: trial ≤ months of 2023-04 to 2023-07";
    }
}
