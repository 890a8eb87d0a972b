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
}
