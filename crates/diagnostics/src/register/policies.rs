//! L: what a whole policy shows when its parts are laid side by side.

super::codes! {
    LOOK_ALIKE_NAMES = "L0401" "look-alike-names" Warning {
        message: "`{name}` and `{other}` differ in nothing that the eye sees", "“{name}”与“{other}”肉眼难以分辨";
        help: "if they mean the same, write both in one way; else give one another name", "指同一事物的，请统一写法；否则请改名";
        why: "Names that differ only in width, case, script, a blank or a middle dot are taken for one another in figures and in talk.",
             "只差全半角、大小写、繁简、空格或间隔号的名称，报送和沟通中都会混淆。";
        wrong: "policy \"Plan\"\nmetric 网上可办率 in %\nmetric 網上可办率 in %\ntarget 1: 网上可办率 ≥ 80% and 網上可办率 ≥ 80%";
        right: "policy \"Plan\"\nmetric 网上可办率 in %\nmetric 全程网办率 in %\ntarget 1: 网上可办率 ≥ 80% and 全程网办率 ≥ 80%";
    }
    UNUSED_METRIC = "L0402" "unused-metric" Warning {
        message: "no target, check or score uses `{name}`", "没有目标、核验或评分用到“{name}”";
        help: "write the target or check it is meant for, or take it out", "请写出使用它的目标或核验，或将其删去";
        why: "Somebody would submit a figure that decides nothing; or the target that was meant for it is missing.",
             "要么有人白白报送，要么本该使用它的目标漏写了。";
        wrong: "policy \"Plan\"\nmetric share in %\nmetric patents in 件\ntarget 1: share ≥ 80%";
        right: "policy \"Plan\"\nmetric share in %\nmetric patents in 件\ntarget 1: share ≥ 80%\ntarget 2: patents ≥ 15件";
    }
    UNUSED_RECORD = "L0403" "unused-record" Warning {
        message: "no target, check or score asks for the cases of `{name}`", "没有目标、核验或评分用到台账“{name}”";
        help: "write the target or check it is meant for, or take it out", "请写出使用它的目标或核验，或将其删去";
        why: "Cases that nothing looks at are kept for nothing; or the target that was meant for them is missing.",
             "没有规则查看的台账等于白记；或者本该使用它的目标漏写了。";
        wrong: "policy \"Plan\"\nrecord contract\n  awarded: date\nmetric share in %\ntarget 1: share ≥ 80%";
        right: "policy \"Plan\"\nrecord contract\n  awarded: date\nmetric share in %\ntarget 1: share ≥ 80%\ntarget 2: count of contract where awarded ≥ 1件";
    }
    IDLE_ENTITY = "L0404" "idle-entity" Warning {
        message: "`{name}` has no target, though others of its kind have", "“{name}”没有任何目标，而同类主体有";
        help: "add it to the scope of a target, or take it out", "请将其列入某项目标的范围，或将其删去";
        why: "A unit that no target names is left out by mistake more often than on purpose.",
             "没有目标的主体，多半是漏列，而不是有意不考核。";
        wrong: "policy \"Plan\"\nentity Linxia, Yongjing: county\nmetric share in %, per county\ntarget 1: share ≥ 80%\n  for Linxia";
        right: "policy \"Plan\"\nentity Linxia, Yongjing: county\nmetric share in %, per county\ntarget 1: share ≥ 80%";
    }
    IDLE_WEIGHT = "L0405" "idle-weight" Warning {
        message: "a weight is given, but the policy has no score", "写了权重，但方案没有评分";
        help: "write the score that uses it, or take the weight out", "请写出使用权重的评分，或删去权重";
        why: "A weight says how much a target counts in a score; without one it says nothing.",
             "权重表示目标在评分中占多少；没有评分，权重就没有意义。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  weight 5";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%";
    }
    LEADERLESS = "L0406" "leaderless" Warning {
        message: "nobody answers for this, though most others have a lead", "无人对此负责，而其他多数条目都有牵头单位";
        help: "write who leads: lead A", "请写明牵头单位：牵头 甲局";
        why: "A target without a lead is everybody's and nobody's: its misses are counted for no one.",
             "没有牵头单位的目标人人有份、无人负责，未达标也计不到任何单位。";
        wrong: "policy \"Plan\"\nentity A: department\nmetric share in %\ntarget 1: share ≥ 81%\n  lead A\ntarget 2: share ≥ 82%\n  lead A\ntarget 3: share ≥ 83%\n  lead A\ntarget 4: share ≥ 84%\n  lead A\ntarget 5: share ≥ 85%";
        right: "policy \"Plan\"\nentity A: department\nmetric share in %\ntarget 1: share ≥ 81%\n  lead A\ntarget 2: share ≥ 82%\n  lead A\ntarget 3: share ≥ 83%\n  lead A\ntarget 4: share ≥ 84%\n  lead A\ntarget 5: share ≥ 85%\n  lead A";
    }
    LEADS_AND_HELPS = "L0407" "leads-and-helps" Warning {
        message: "`{name}` both leads and helps", "“{name}”既牵头又配合";
        help: "keep it in one of the two lists", "请只保留在一个名单中";
        why: "Who leads answers for it all; helping oneself says nothing, and often another name was meant.",
             "牵头单位对全部负责，再写配合没有意义，往往是写错了单位。";
        wrong: "policy \"Plan\"\nentity A, B: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A\n  with A, B";
        right: "policy \"Plan\"\nentity A, B: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A\n  with B";
    }
    NAMED_TWICE = "L0408" "named-twice" Warning {
        message: "`{name}` stands twice in one list", "同一名单中“{name}”出现两次";
        help: "keep it once; or write the name that was meant", "请只保留一次，或改为原本要写的单位";
        why: "A name that stands twice has mostly taken the place of another.",
             "重复的名称，多半占了另一个单位的位置。";
        wrong: "policy \"Plan\"\nentity A, B: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A\n  with B, B";
        right: "policy \"Plan\"\nentity A, B, C: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A\n  with B, C";
    }
    TITLE_NUMBER_DIFFERS = "L0409" "title-number-differs" Warning {
        message: "the title says {number}, the rule does not", "标题写的是{number}，规则里没有这个数";
        help: "put right the one that is wrong", "请更正其中写错的一个";
        why: "Reports show the title and judge by the rule: the two must say the same.",
             "报告显示的是标题，评价依据的是规则，两者必须一致。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1 \"SME share of 80%\": share ≥ 85%";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1 \"SME share of 85%\": share ≥ 85%";
    }
    TITLE_YEAR_DIFFERS = "L0410" "title-year-differs" Warning {
        message: "the title says {year}, but nothing is due in that year", "标题写的是{year}年，但期限不在该年";
        help: "put right the one that is wrong", "请更正其中写错的一个";
        why: "A year that was left from an earlier plan moves nobody; the date in the rule does.",
             "沿用旧方案时忘改的年份不起作用，起作用的是规则里的期限。";
        wrong: "policy \"Plan\"\nmilestone 1 \"List of 2024\": due 2025-06";
        right: "policy \"Plan\"\nmilestone 1 \"List of 2025\": due 2025-06";
    }
    GAP_WITHOUT_GAP = "L0411" "gap-without-gap" Warning {
        message: "the title promises a smaller gap, but the rule compares no gap", "标题说缩小差距，规则却没有比较差距";
        help: "write what narrows: gap of X to province best narrows; or at most 2 points behind province best", "请写明缩小的差距：X 与全省最优差距 缩小；或 X 落后 全省最优 不超过2个百分点";
        why: "A threshold at the benchmark itself closes the gap wholly; one without it says nothing of a gap.",
             "门槛就是标杆的，等于消除差距；与标杆无关的，谈不上差距。";
        wrong: "policy \"Plan\"\nmetric patents in 件\n  better higher\n  benchmark \"province best\" 16\ntarget 1 \"Smaller gap to the province best\": patents reaches province best";
        right: "policy \"Plan\"\nmetric patents in 件, per year\n  better higher\n  benchmark \"province best\" 16\ntarget 1 \"Smaller gap to the province best\": gap of patents to province best narrows";
    }
    REPEATED_TITLE = "L0412" "repeated-title" Warning {
        message: "two targets are called “{title}”", "两个目标都叫“{title}”";
        help: "say in each title what sets it apart", "请在标题中写出各自的区别";
        why: "In a report or a summons nobody can tell which of the two is meant.",
             "报告和通报里分不清指的是哪一个。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1 \"SME share\": share ≥ 80%\ntarget 2 \"SME share\": share ≤ 95%";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1 \"Least SME share\": share ≥ 80%\ntarget 2 \"Most SME share\": share ≤ 95%";
    }
    SAME_DEMAND = "L0413" "same-demand" Warning {
        message: "this demands the same as {id}, of the same and at the same time", "该目标与{id}要求相同、对象相同、时间相同";
        help: "keep one of them, or write what sets them apart", "请只保留一个，或写出区别";
        why: "A miss would be counted twice.",
             "一次未达标会被计两次。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntarget 2: share ≥ 80%";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntarget 2: share ≥ 90%";
    }
    WRONG_WAY = "L0414" "wrong-way" Warning {
        message: "this ends “{metric}” where it gets better", "“{metric}”越好越不达标";
        help: "turn the comparator round, or put right the direction of the metric", "请改正比较符，或改正指标的方向";
        why: "With the direction that the metric declares, the better its figure the worse its verdict.",
             "按指标声明的方向，数值越好，结论反而越差。";
        wrong: "policy \"Plan\"\nmetric share in %\n  better higher\ntarget 1: share ≤ 80%";
        right: "policy \"Plan\"\nmetric share in %\n  better higher\ntarget 1: share ≥ 80%";
    }
    BENCHMARK_BELOW_BASELINE = "L0415" "benchmark-below-baseline" Warning {
        message: "the declared baseline of “{metric}” is already better than its benchmark", "“{metric}”的基期值已优于所列标杆";
        help: "put right the one that is wrong, or choose another benchmark", "请更正写错的数，或另选标杆";
        why: "A benchmark that has been passed is none: to reach it would be to fall back.",
             "已经超过的标杆不成其为标杆，向它看齐等于倒退。";
        wrong: "policy \"Plan\"\nmetric patents in 件\n  better higher\n  baseline 18\n  benchmark \"province best\" 16\ntarget 1: patents reaches province best";
        right: "policy \"Plan\"\nmetric patents in 件\n  better higher\n  baseline 14\n  benchmark \"province best\" 16\ntarget 1: patents reaches province best";
    }
    STRETCH_NOT_HIGHER = "L0416" "stretch-not-higher" Warning {
        message: "the stretch asks for no more than the target itself", "力争目标并不高于目标本身";
        help: "write a stretch beyond the target, or take it out", "请写出更高的力争目标，或将其删去";
        why: "Whoever meets the target has then met the stretch too; mostly the two numbers are interchanged.",
             "达到目标就等于达到力争目标；多半是两个数写反了。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  stretch ≥ 75%";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  stretch ≥ 90%";
    }
    THRESHOLD_OUT_OF_RANGE = "L0417" "threshold-out-of-range" Warning {
        message: "“{metric}” never takes this value", "“{metric}”不可能取到这个值";
        help: "put right the number, or what the metric can be", "请更正该数，或更正指标的合理范围";
        why: "A threshold outside what a figure can be is always met or never.",
             "门槛超出可能的范围，结论就永远达标或永远不达标。";
        wrong: "policy \"Plan\"\nmetric share in %\n  plausible 0% to 100%\ntarget 1: share ≥ 120%";
        right: "policy \"Plan\"\nmetric share in %\n  plausible 0% to 100%\ntarget 1: share ≥ 90%";
    }
    SHARE_ABOVE_WHOLE = "L0418" "share-above-whole" Warning {
        message: "nothing keeps this share below 100%", "没有任何约束使这一占比不超过100%";
        help: "write that the one is `part of` the other, a check that it is not more, or what is `plausible`", "请写“属于”、核验分子不大于分母，或写合理范围";
        why: "With a numerator that counts more than the denominator does, the share would be met for the wrong reason.",
             "分子的口径大于分母时，占比会因为错误的原因达标。";
        wrong: "policy \"Plan\"\nmetric SME value in yuan\nmetric total value in yuan\nmetric SME share = SME value / total value\ntarget 1: SME share ≥ 80%";
        right: "policy \"Plan\"\nmetric SME value in yuan, part of total value\nmetric total value in yuan\nmetric SME share = SME value / total value\ntarget 1: SME share ≥ 80%";
    }
    DIVIDED_BY_DIFFERENCE = "L0419" "divided-by-difference" Warning {
        message: "this divides by a difference, which may be zero or negative", "分母是差，可能为零或为负";
        help: "divide by a figure of its own, with a check that it is the difference", "请以单独报送的数作分母，并用核验约束它等于该差";
        why: "Where the two are equal there is nothing to divide by; where the second is greater, more turns into less.",
             "两数相等时无从相除；后者更大时，大小会颠倒。";
        wrong: "policy \"Plan\"\nmetric done in 件\nmetric all in 件\nmetric withdrawn in 件\nmetric rate = done / (all - withdrawn)\ntarget 1: rate ≥ 80%";
        right: "policy \"Plan\"\nmetric done in 件\nmetric all in 件\nmetric withdrawn in 件\nmetric admitted in 件\nmetric rate = done / admitted\ncheck 1: admitted = all - withdrawn\ntarget 1: rate ≥ 80%";
    }
    AVERAGE_WITHIN_LIMIT = "L0420" "average-within-limit" Warning {
        message: "every case that keeps {id} keeps this too", "逐案满足{id}，这一条必然满足";
        help: "ask for less than the limit of each case, or take one of the two out", "请写得比逐案时限更短，或删去其一";
        why: "An average cannot exceed the longest of its cases: the second demand adds nothing.",
             "平均数不会超过最长的一件，第二项要求没有增加任何内容。";
        wrong: "policy \"Plan\"\n  limits counted plainly\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget 1: contract signed within 10 days\ntarget 2: average days of contract from awarded to signed ≤ 12 days\n  because \"closed cases only\"";
        right: "policy \"Plan\"\n  limits counted plainly\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget 1: contract signed within 10 days\ntarget 2: average days of contract from awarded to signed ≤ 6 days\n  because \"closed cases only\"";
    }
    REPEATED_TEST = "L0421" "repeated-test" Warning {
        message: "two tests have this name", "两个测试同名";
        help: "say in each name what sets it apart", "请在名称中写出各自的区别";
        why: "When one of them fails, nobody knows which.",
             "其中一个失败时，分不清是哪一个。";
        wrong: "policy \"Plan\"\n  in force 2025-01-01 to 2025-12-31\nmetric share in %, per quarter\ntarget 1: share ≥ 80%\ntest \"threshold\"\n  given share = 80% in 2025Q1\n  expect 1 met\ntest \"threshold\"\n  given share = 79% in 2025Q1\n  expect 1 unmet";
        right: "policy \"Plan\"\n  in force 2025-01-01 to 2025-12-31\nmetric share in %, per quarter\ntarget 1: share ≥ 80%\ntest \"at the threshold\"\n  given share = 80% in 2025Q1\n  expect 1 met\ntest \"below the threshold\"\n  given share = 79% in 2025Q1\n  expect 1 unmet";
    }
    TEST_WITHOUT_FIGURES = "L0422" "test-without-figures" Warning {
        message: "this test gives no figure and passes whatever the threshold is", "该测试没有设定任何数据，无论门槛是多少都会通过";
        help: "give a figure at the threshold, and expect met or unmet", "请设定门槛处的数据，并写明应为达标或未达标";
        why: "It would not notice if 80% became 8%.",
             "门槛由80%误写成8%，它也发现不了。";
        wrong: "policy \"Plan\"\n  in force 2025-01-01 to 2025-12-31\nmetric share in %, per quarter\ntarget 1: share ≥ 80%\ntest \"nothing\"\n  expect 1 no data in 2025Q1";
        right: "policy \"Plan\"\n  in force 2025-01-01 to 2025-12-31\nmetric share in %, per quarter\ntarget 1: share ≥ 80%\ntest \"at the threshold\"\n  given share = 80% in 2025Q1\n  expect 1 met";
    }
    COMPARED_WITH_ITSELF = "L0423" "compared-with-itself" Warning {
        message: "both sides are the same", "比较的两边完全相同";
        help: "write what it is to be compared with", "请写出要比较的另一个数";
        why: "It holds always or never, whatever is submitted.",
             "无论报送什么，结论都不会变。";
        wrong: "policy \"Plan\"\nmetric found in 件\nmetric done in 件\ncheck 1: found ≥ found\ntarget 1: done ≥ 5件";
        right: "policy \"Plan\"\nmetric found in 件\nmetric done in 件\ncheck 1: found ≥ done\ntarget 1: done ≥ 5件";
    }
    DUE_AFTER_FORCE = "L0424" "due-after-force" Warning {
        message: "{id} is due on {due}, when the policy is no longer in force: it ends on {end}", "{id} 的期限 {due} 晚于方案有效期的终止日 {end}";
        help: "put the date or the time in force right; where it is meant, give the reason: because \"…\"", "请更正期限或有效期；确属如此的，请以“理由”写明";
        why: "What falls due after the end is judged under a policy that nobody applies any more.",
             "到期时方案已经失效，无人再据以评价。";
        wrong: "policy \"Plan\"\n  in force 2025-01-01 to 2025-12-31\nmilestone 1 \"List\": due 2026-03";
        right: "policy \"Plan\"\n  in force 2025-01-01 to 2025-12-31\nmilestone 1 \"List\": due 2025-11";
    }
    SINGLE_SEGMENT = "L0425" "single-segment" Warning {
        message: "this is split into one segment only, {segment}", "分项只有一个：{segment}";
        help: "name the other segments, or take the split out", "请写出其他分项，或删去分项";
        why: "A split with one part says nothing; mostly the others were forgotten.",
             "只有一个分项的拆分没有意义，多半漏写了其他分项。";
        wrong: "policy \"Plan\"\nmetric time in days, split by voltage (low)\ntarget 1: time ≤ 5 days";
        right: "policy \"Plan\"\nmetric time in days, split by voltage (low, high)\ntarget 1: time ≤ 5 days";
    }
    ISSUED_AFTER_FORCE = "L0426" "issued-after-force" Warning {
        message: "issued on {issued}, when it is no longer in force: it ends on {end}", "印发日期 {issued} 晚于有效期的终止日 {end}";
        help: "put the day of issue or the time in force right", "请更正印发日期或有效期";
        why: "A policy that is over when it is issued binds nobody. Mostly the year is wrong.",
             "印发时已经失效的方案约束不了任何人。多半是年份写错了。";
        wrong: "policy \"Plan\"\n  issued 2026-01-10\n  in force 2025-01-01 to 2025-12-31\nnote 1 because \"x\"";
        right: "policy \"Plan\"\n  issued 2025-01-10\n  in force 2025-01-01 to 2025-12-31\nnote 1 because \"x\"";
    }
    UNUSED_PARAMETER = "L0427" "unused-parameter" Warning {
        message: "nothing uses the parameter `{name}`", "没有任何条目用到参数“{name}”";
        help: "use it where its number stands, take it out, or let it `cite` the clause it is recorded for", "请在相应数字处使用它，或删去；仅作记录的，请以“出处”注明条款";
        why: "A number that is declared once and written out again elsewhere is changed in one place only. What is cited is a datum of the document and need not be used.",
             "一处声明、别处又直接写数，改的时候就会漏掉一处。注明出处的是文件中的数据，可以不用。";
        wrong: "policy \"Plan\"\nparameter threshold = 80%\nmetric share in %\ntarget 1: share ≥ 80%";
        right: "policy \"Plan\"\nparameter threshold = 80%\nmetric share in %\ntarget 1: share ≥ threshold";
    }
    UNUSED_GROUP = "L0428" "unused-group" Warning {
        message: "nothing names the group `{name}`", "没有任何条目提到分组“{name}”";
        help: "name it where its members are meant, take it out, or let it `cite` the clause it is recorded for", "请在涉及这些成员处使用它，或删去；仅作记录的，请以“出处”注明条款";
        why: "A group that nothing names changes no verdict: somebody may believe that its members are judged otherwise.",
             "没有条目提到的分组不影响任何结论，却会让人以为其成员另有要求。";
        wrong: "policy \"Plan\"\nentity A, B: county\ngroup capable counties = A\nmetric share in %, per county\ntarget 1: share ≥ 80%";
        right: "policy \"Plan\"\nentity A, B: county\ngroup capable counties = A\nmetric share in %, per county\ntarget 1: share ≥ 80%\n  for capable counties";
    }
}
