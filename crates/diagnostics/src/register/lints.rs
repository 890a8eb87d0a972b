//! L: policies that can be used, but perhaps do not say what is meant.

super::codes! {
    NO_BASIS = "L0301" "no-basis" Warning {
        message: "nothing says how {limit} are counted; they are counted plainly", "未写明{limit}如何计算，暂按自然日计算";
        help: "write in the policy or below the target: limits counted by civil code, or: limits counted plainly", "请在方案或目标下写：时限 按民法典计算，或：时限 按自然日计算";
        why: "By the Civil Code (art. 203) a last day that is off moves to the next working day; counted plainly it does not.",
             "按民法典第二百零三条，最后一日是法定休假日的，以休假日结束的次日为最后一日；按自然日计算则不顺延。";
        wrong: "policy \"Plan\"\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget: contract signed within 10 days";
        right: "policy \"Plan\"\n  limits counted by civil code\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget: contract signed within 10 days";
    }
    UNDECLARED_UNIT = "L0302" "undeclared-responsible" Warning {
        message: "`{name}` is responsible, but no declared entity or group", "责任单位“{name}”未声明为主体或分组";
        help: "{nearest}", "{nearest}";
        why: "A misspelt unit would never be held to its targets.", "写错名称的单位，目标就落不到它头上。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  lead finance bureau";
        right: "policy \"Plan\"\nentity finance bureau: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead finance bureau";
    }
    BARE_BEFORE = "L0303" "bare-before" Warning {
        message: "`before` leaves open whether the day itself counts; it is taken to count", "“前”未说明当日是否算在内，暂按算在内处理";
        help: "write the last day itself, or: end of 2025", "请写出最后一日，或写“2025年底”";
        why: "底前 includes the last day by convention; a bare 前 may or may not.",
             "“底前”按惯例含最后一日；单独一个“前”说不准。";
        wrong: "policy \"Plan\"\nmilestone 1 \"Done\": due before 2025-06-30";
        right: "policy \"Plan\"\nmilestone 1 \"Done\": due 2025-06-30";
    }
    SHARED_LEAD = "L0304" "shared-lead" Warning {
        message: "{count} units lead together, and nothing says how they answer for it", "{count}个单位牵头，未写明如何担责";
        help: "write behind the names: , each its part — or: , together", "请在名单后写：，各负其责；或：，共同承担";
        why: "A miss counts for each lead, or for the part of one.", "未达标是各家都算，还是各算各的。";
        wrong: "policy \"Plan\"\nentity A, B: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A, B";
        right: "policy \"Plan\"\nentity A, B: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A, B, each its part";
    }
    MIXED_AND_OR = "L0305" "mixed-and-or" Warning {
        message: "`and` binds before `or` here", "此处“且”先于“或”";
        help: "put brackets around what belongs together", "请用括号标明先后";
        why: "A and B or C is read in two ways by people.", "“甲且乙或丙”有两种读法。";
        wrong: "policy \"Plan\"\nmetric a in %\ntarget: a ≥ 1% and a ≥ 2% or a ≥ 3%";
        right: "policy \"Plan\"\nmetric a in %\ntarget: (a ≥ 1% and a ≥ 2%) or a ≥ 3%";
    }
    IDLE_TASK = "L0306" "idle-task" Warning {
        message: "no target, milestone or note belongs to task `{name}`", "任务“{name}”下没有目标、节点或说明";
        help: "write a target {name}.1, a milestone {name}.1, or a note {name}.1 with the reason", "请写目标 {name}.1、节点 {name}.1，或写明理由的说明 {name}.1";
        why: "A task gives its clauses to the items whose id begins with its own.", "任务的条款归编号以它开头的条目所有。";
        wrong: "policy \"Plan\"\ntask 6 \"Procurement\"";
        right: "policy \"Plan\"\ntask 6 \"Procurement\"\nnote 6.1 \"slogan\" because \"no figure\"";
    }
    NEVER_JUDGED = "L0307" "never-judged" Warning {
        message: "no whole period lies in the time in force, so this is never judged", "有效期内没有完整的评价周期，因此从不评价";
        help: "give it a due date, or lengthen the time in force", "请写明期限，或延长有效期";
        why: "A target of yearly figures is judged for each year that lies in the time in force.",
             "按年报送的指标，只评价有效期内的完整年度。";
        wrong: "policy \"Plan\"\n  in force 2025-01-01 to 2025-06-30\nmetric share in %, per year\ntarget 1: share ≥ 80%";
        right: "policy \"Plan\"\n  in force 2025-01-01 to 2025-06-30\nmetric share in %, per year\ntarget 1: share ≥ 80%\n  due 2025";
    }
    EXCUSES_NOTHING = "L0308" "excuses-nothing" Warning {
        message: "this exception excuses nothing: there is no {code} here", "该例外没有对应的问题：此处没有 {code}";
        help: "take it out; or move it to the item that it is meant for", "请删去，或移到所指的条目下";
        why: "An exception that is left behind would hide the next finding of its kind, which nobody has looked at.",
             "遗留的例外会把以后出现的同类问题也掩盖掉，而那些问题没有人看过。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\n  allow L0304 because \"decided by the office\"";
        right: "policy \"Plan\"\nentity A, B: department\nmetric share in %\ntarget 1: share ≥ 80%\n  lead A, B\n  allow L0304 because \"decided by the office\"";
    }
    EXPECTS_NOTHING = "L0330" "expects-nothing" Warning {
        message: "this test expects nothing, so it always passes", "此测试没有预期，因此总会通过";
        help: "write what must come out: expect 6.1 met", "请写应有的结果：应为 6.1 达标";
        why: "A test that cannot fail shows nothing.", "不会失败的测试说明不了任何问题。";
        wrong: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% in 2025";
        right: "policy \"Plan\"\nmetric share in %\ntarget 1: share ≥ 80%\ntest \"one\"\n  given share = 80% in 2025\n  expect 1 met";
    }
    UNREACHABLE_STEP = "L0340" "unreachable-step" Warning {
        message: "this step can never follow", "该措施永远不会启动";
        help: "lower the count, lengthen the window, or take the step out", "请减少次数、延长期间，或删去该措施";
        why: "There are fewer periods in the window than the step counts, or a later step asks for the same count and follows instead.",
             "期间内的周期数少于所要求的次数，或者后面有次数相同的措施取而代之。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1, each quarter\n  after 5 misses in a year remind";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1, each quarter\n  after 3 misses in a year remind";
    }
    NOBODY_ANSWERS = "L0341" "nobody-answers" Warning {
        message: "nobody answers for {rules} in this escalation, so their misses are not counted", "该督办中无人对{rules}负责，其未达标不计次";
        help: "give them a lead; or count per entity, where entities are judged", "请写明牵头单位；按主体评价的，可改为按主体计次";
        why: "A miss is counted for a party: the lead, or the entity judged. Without one it would go unnoticed.",
             "未达标须计在某个单位名下：牵头单位或被评价的主体。两者都没有，便无人过问。";
        wrong: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1, per lead, each quarter\n  after 1 miss remind";
        right: "policy \"Plan\"\nentity 临夏县: county\nmetric share in %, per county, per quarter\ntarget 6.1: share ≥ 80%\nescalation for 6.1, per entity, each quarter\n  after 1 miss remind";
    }
    EXACT_RATIO = "L0350" "exact-ratio" Warning {
        message: "a computed ratio must equal a figure to the last digit", "计算出的比率须与数值逐位相等";
        help: "write below the check: to the printed digits; or how far off it may be: within 0.01 points (within 0 points where it must be exact)", "请在核验下写：按刊印精度；或写明误差：误差 0.01个百分点 以内（须完全相等的写 误差 0个百分点 以内）";
        why: "Documents print ratios rounded. 2/3 never equals 66.67%, so that the check would fail for every figure but the round ones.",
             "文件中的比率是四舍五入后的。三分之二永远不等于 66.67%，除了恰好整除的情形，核验都会不符。";
        wrong: "policy \"Plan\"\nmetric reported rate in %\nmetric recovered in yuan\nmetric owed in yuan\ncheck 1: reported rate = recovered / owed";
        right: "policy \"Plan\"\nmetric reported rate in %\nmetric recovered in yuan\nmetric owed in yuan\ncheck 1: reported rate = recovered / owed, to the printed digits";
    }
    OPEN_CASES_LEFT_OUT = "L0351" "open-cases-left-out" Warning {
        message: "cases that are still open do not count in this average", "尚未办结的案件不计入平均";
        help: "write below the target: open rows count to the evaluation date; or a `because` that says why they do not", "请在目标下写：未结案件 计至 评价日；不计入的，以“理由”写明";
        why: "An average of closed cases looks the better the longer the hard ones stay open.",
             "只算已办结的案件，难办的拖得越久，平均数反而越好看。";
        wrong: "policy \"Plan\"\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget 1: average days of contract from awarded to signed ≤ 10 days";
        right: "policy \"Plan\"\nrecord contract\n  awarded: date\n  signed: date after awarded\ntarget 1: average days of contract from awarded to signed ≤ 10 days\n  open rows count to the evaluation date";
    }
    HOURS_OF_WHICH_DAY = "L0352" "hours-of-which-day" Warning {
        message: "these may be hours of the clock or hours at work", "可能是自然小时，也可能是工作小时";
        help: "write `working hours`, with `working day is 8 hours` in the policy; or a `because` that says that the clock is meant", "请写“工作小时”，并在方案中写“工作日 为 8小时”；确为自然小时的，以“理由”写明";
        why: "32 hours are four working days at work, and one day and a third by the clock.",
             "32小时，按工作小时是四个工作日，按自然小时只有一天零八小时。";
        wrong: "policy \"Plan\"\nrecord application\n  filed: time\n  decided: time after filed\ntarget 1: application decided within 32 hours";
        right: "policy \"Plan\"\nrecord application\n  filed: time\n  decided: time after filed\ntarget 1: application decided within 32 hours\n  because \"the office works round the clock\"";
    }
    STAGE_AFTER_ITS_MILESTONE = "L0353" "stage-after-its-milestone" Warning {
        message: "this stage is due after its milestone", "该阶段的期限晚于节点本身";
        help: "give the milestone the later date, or the stage the earlier one", "请将节点的期限写晚，或将阶段的期限写早";
        why: "A stage is a part of its milestone. With the outer date before the inner one nobody can say which of them fails the item.",
             "阶段是节点的一部分。外层期限早于内层期限，就说不清哪一个算逾期。";
        wrong: "policy \"Plan\"\nmilestone 1 \"Bidding online\": due 2025-06\n  stage a \"trial\": due 2025-09";
        right: "policy \"Plan\"\nmilestone 1 \"Bidding online\": due 2025-12\n  stage a \"trial\": due 2025-09";
    }
    OPEN_SCOPE = "L0354" "open-scope" Warning {
        message: "the list is open, and only those it names are judged", "名单以“等”结尾，只评价列出的主体";
        help: "name all who are meant, or write `every` and the kind", "请列出全部主体，或写“全部”和类别";
        why: "Whoever hides behind “and others” would never be held to the target.",
             "藏在“等”字后面的主体，永远不会被评价。";
        wrong: "policy \"Plan\"\nentity Yongjing, Linxia City: county\ngroup capable counties = Yongjing and others\nmetric share in %, per county\ntarget 1: share ≥ 90%\n  for capable counties";
        right: "policy \"Plan\"\nentity Yongjing, Linxia City: county\ngroup capable counties = Yongjing, Linxia City\nmetric share in %, per county\ntarget 1: share ≥ 90%\n  for capable counties";
    }
    UNSAID_RUN = "L0355" "unsaid-run" Warning {
        message: "nothing says how these count together; all of the time in force are added up", "未写明如何累计，暂按有效期内累计";
        help: "write: after 3 consecutive misses; or: after 3 misses in a year; or let a `reset` or a `because` say what is meant", "请写：连续3次未达标；或：一年内3次未达标；或以“重新计数”“理由”写明";
        why: "Three misses in a row and three misses in five years are not the same failing.",
             "连着三次不达标，与五年里累计三次不达标，不是一回事。";
        wrong: "policy \"Plan\"\nentity Yongjing: county\nmetric share in %, per county, per quarter\ntarget 1: share ≥ 80%\nescalation for 1, each quarter\n  after 3 misses interview";
        right: "policy \"Plan\"\nentity Yongjing: county\nmetric share in %, per county, per quarter\ntarget 1: share ≥ 80%\nescalation for 1, each quarter\n  after 3 consecutive misses interview";
    }
    ZERO_LIMIT = "L0356" "zero-limit" Warning {
        message: "a limit of {limit} is over when it begins", "{limit}的时限一开始就已届满";
        help: "write `on the same day` where that is meant, else the limit of the document", "如指当日办结，请写“当日”；否则请按原文写明时限";
        why: "Nothing that takes time can be done within no time. `on the same day` says what is meant and never moves on to the next working day.",
             "凡事都需要时间，零时限无法遵守。写“当日”则意思明确，且不因休息日顺延。";
        wrong: "policy \"Plan\"\n  limits counted plainly\nrecord application\n  filed: date\n  decided: date after filed\ntarget 1: application decided within 0 days";
        right: "policy \"Plan\"\n  limits counted plainly\nrecord application\n  filed: date\n  decided: date after filed\ntarget 1: application decided on the same day";
    }
    DUE_BEFORE_ISSUE = "L0390" "due-before-issue" Warning {
        message: "{id} is due on {due}, before the policy was issued on {issued}", "{id} 的期限 {due} 早于方案的印发日期 {issued}";
        help: "put the date right; where it is as the document says, give the reason: because \"…\"", "请更正日期；文件确实如此的，请以“理由”写明";
        why: "Nobody can be held to a day that had passed when the policy was issued. Mostly the year is wrong.",
             "印发时已经过去的日期，无法据以考核。多半是年份写错了。";
        wrong: "policy \"Plan\"\n  issued 2025-06-01\nmilestone 1 \"List\": due 2025-03";
        right: "policy \"Plan\"\n  issued 2025-06-01\nmilestone 1 \"List\": due 2026-03";
    }
}
