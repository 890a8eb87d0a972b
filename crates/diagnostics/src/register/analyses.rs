//! Codes of analyses: what no single target shows, but all of them together.
//!
//! The examples are policies; `dabiao analyse` finds what they show, of those that refine another one beside it.
super::codes! {
    CONTRADICTORY_TARGETS = "A0001" "contradictory-targets" Warning {
        message: "“{rule}” contradicts {others}{who}", "“{rule}”与{others}相互矛盾{who}";
        help: "Change one of them: no figures meet all.", "请修改其一：没有任何数据能使其全部达标。";
        why: "Each target can be met alone, but no figures meet all of them. Whoever is judged by them misses one whatever is done.", "各项目标单独看都能达标，但没有任何数据能使其全部达标。被考核者无论如何都会有一项未达标。";
        wrong: "policy \"Plan\"\nmetric loans in yuan\nmetric bad loans in yuan, part of loans\ntarget 1: bad loans / loans ≤ 2%\ntarget 2: bad loans / loans ≥ 3%";
        right: "policy \"Plan\"\nmetric loans in yuan\nmetric bad loans in yuan, part of loans\ntarget 1: bad loans / loans ≤ 3%\ntarget 2: bad loans / loans ≥ 2%";
    }
    NEVER_MET = "A0002" "never-met" Warning {
        message: "no figures meet “{rule}”{who}", "没有任何数据能使“{rule}”达标{who}";
        help: "Check the comparison, the unit and the threshold.", "请核对比较符、单位和阈值。";
        why: "What the figures are by nature excludes what the target asks: a part cannot exceed its whole, a count is not negative, a figure lies in its plausible range.", "数据的性质排除了目标的要求：部分不会超过整体，件数不会为负，数值应在合理范围之内。";
        wrong: "policy \"Plan\"\nmetric loans in yuan\nmetric bad loans in yuan, part of loans\ntarget 1: bad loans / loans ≥ 120%";
        right: "policy \"Plan\"\nmetric loans in yuan\nmetric bad loans in yuan, part of loans\ntarget 1: bad loans / loans ≤ 2%";
    }
    NEVER_UNMET = "A0003" "never-unmet" Warning {
        message: "no figures miss “{rule}”{who}", "没有任何数据会使“{rule}”未达标{who}";
        help: "Check the comparison and the threshold: as it stands the target asks for nothing.", "请核对比较符和阈值：按现有写法，该目标没有提出任何要求。";
        why: "What the figures are by nature ensures what the target asks. It is met whatever is done.", "数据的性质已保证目标的要求，无论做得如何都会达标。";
        wrong: "policy \"Plan\"\nmetric loans in yuan\nmetric bad loans in yuan, part of loans\ntarget 1: bad loans / loans ≤ 100%";
        right: "policy \"Plan\"\nmetric loans in yuan\nmetric bad loans in yuan, part of loans\ntarget 1: bad loans / loans ≤ 2%";
    }
    IMPLIED_TARGET = "A0004" "implied-target" Note {
        message: "“{rule}” follows from {others}{who}", "由{others}可推出“{rule}”{who}";
        help: "Leave it as it is where the document says it too; otherwise it can go, or ask for more.", "如原文也这样写，可予保留；否则可以删去，或提高要求。";
        why: "Whoever meets the others meets this one: it is never missed alone, and whoever misses it has missed another.", "达到其他目标必然达到本目标：它不会单独未达标，未达到它必有另一项未达标。";
        wrong: "policy \"Plan\"\nmetric firms in 户\nmetric asked in 户, part of firms\nmetric granted in 户, part of asked\ntarget 1: asked / firms ≥ 50%\ntarget 2: granted / asked ≥ 50%\ntarget 3: granted / firms ≥ 20%";
        right: "policy \"Plan\"\nmetric firms in 户\nmetric asked in 户, part of firms\nmetric granted in 户, part of asked\ntarget 1: asked / firms ≥ 50%\ntarget 2: granted / asked ≥ 50%\ntarget 3: granted / firms ≥ 30%";
    }
    REPEATED_TARGET = "A0005" "repeated-target" Note {
        message: "“{rule}” says the same as {others}{who}", "“{rule}”与{others}要求相同{who}";
        help: "Take one of them out where the document says it once.", "如原文只提一次，请删去其一。";
        why: "The same figures meet both. One miss counts twice in an escalation or a score.", "两者由同样的数据决定是否达标。一次未达标在督办或评分中会计两次。";
        wrong: "policy \"Plan\"\nmetric steps in 个\ntarget 1: steps < 3个\ntarget 2: steps ≤ 2个";
        right: "policy \"Plan\"\nmetric steps in 个\ntarget 1: steps ≤ 3个\n  due 2025-06\ntarget 2: steps ≤ 2个\n  due 2025-12";
    }
    NO_THRESHOLD = "A0006" "no-threshold" Note {
        message: "“{rule}” has no threshold{who}", "“{rule}”未规定阈值{who}";
        help: "Add a threshold for them, or take them out of the target with `for` or `except`.", "请补充其阈值，或用“对”“除…外”将其排除。";
        why: "The thresholds differ, and some of those who are judged are in none of them. For them the target is not applicable.", "阈值因主体或时间而异，而部分被考核者未列入其中。对其而言，该目标不适用。";
        wrong: "policy \"Plan\"\nentity east, west: city\nmetric green share in %, per city\ntarget 1: green share\n  - east ≥ 40%";
        right: "policy \"Plan\"\nentity east, west: city\nmetric green share in %, per city\ntarget 1: green share\n  - east ≥ 40%\n  - west ≥ 38%";
    }
    NEVER_BELIEVED = "A0007" "never-believed" Warning {
        message: "no figures satisfy the checks on what “{rule}” reads{who}", "没有任何数据能通过“{rule}”所用数据的核验{who}";
        help: "Put the checks or the values written into the policy right.", "请更正核验，或方案中写明的数值。";
        why: "The checks, the plausible ranges and the values written into the policy exclude each other, so that every verdict of the target would be doubtful.", "核验、合理范围与方案中写明的数值互相排斥，该目标的结论总会存疑。";
        wrong: "policy \"Plan\"\nmetric firms in 户\nmetric asked in 户, part of firms\ncheck 1: asked = firms + 1户\ntarget 1: asked ≥ 5户";
        right: "policy \"Plan\"\nmetric firms in 户\nmetric asked in 户, part of firms\ncheck 1: asked ≤ firms\ntarget 1: asked ≥ 5户";
    }
    LOOSER_BELOW = "A0020" "looser-than-above" Warning {
        message: "{own} asks less than “{upper}” of “{above}”{how}", "{own}比《{above}》“{upper}”宽松{how}";
        help: "Ask at least what is asked above; where the policy above leaves room, allow this code below the target, with the reason.", "要求不应低于上级；上级允许的，请在该目标下允许此代码并写明理由。";
        why: "What meets the plan here misses the plan above it: whoever is judged by both learns only of the second that there is something left to do. Found by `dabiao analyse --against`.", "按本方案达标的，按上级方案却未达标：两级都考核时，到上级评价才会发现还有差距。由 dabiao analyse --against 检查。";
        wrong: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\ntarget 1: share ≥ 60%\n  refines province 16.c\n";
        right: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\ntarget 1: share ≥ 75%\n  refines province 16.c\n";
    }
    MISSING_BELOW = "A0021" "missing-below" Warning {
        message: "nothing here speaks of “{upper}” of “{above}”", "本方案没有涉及《{above}》“{upper}”的内容";
        help: "Add a target or milestone that `refines` it; what is no task of this level can be allowed below `refines` or `policy`, with the reason.", "请补充细化它的目标或节点；不属本级任务的，可在“细化”或“方案”下允许此代码并写明理由。";
        why: "A task of the policy above that nobody below takes up is nobody's. Found by `dabiao analyse --against`.", "上级的任务下级无人承接，就会落空。由 dabiao analyse --against 检查。";
        wrong: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\ntarget 1: share ≥ 75%\n  refines province 16.c\n";
        right: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\nmetric loans in yuan\ntarget 1: share ≥ 75%\n  refines province 16.c\ntarget 2: loans ≥ 120 yuan\nmilestone 3: due 2025\n  refines province 21\n";
    }
    INCOMPARABLE_BELOW = "A0022" "incomparable-with-above" Note {
        message: "{own} and “{upper}” of “{above}” speak of different figures", "{own}与《{above}》“{upper}”所用数据不同";
        help: "Measure what the policy above measures, under its name or an alias.", "请采用上级方案的指标，名称或别名与其一致。";
        why: "A target can stand under another and yet measure something else; then nothing shows whether it is strict enough. Found by `dabiao analyse --against`.", "目标虽列在上级目标之下，衡量的却是另一项数据，无从判断是否达到上级要求。由 dabiao analyse --against 检查。";
        wrong: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric rate in %\ntarget 1: rate ≥ 75%\n  refines province 16.c\n";
        right: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric rate in %\n  alias share\ntarget 1: rate ≥ 75%\n  refines province 16.c\n";
    }
    UNDECIDED_BELOW = "A0023" "undecided-below" Note {
        message: "whether {own} asks no less than “{upper}” of “{above}” was not decided", "未能判定{own}是否不低于《{above}》“{upper}”的要求";
        help: "Write the condition as sums and quotients of sums, or compare by hand.", "请将条件写成和或和之商的形式，或人工比较。";
        why: "Products of figures and values over peers are no sums, and what takes too much work is given up: the two may stand as they should, but nothing shows it. Found by `dabiao analyse --against`.", "数据之积、同类主体间的统计值都不是和，运算量过大的也会放弃：两者可能符合要求，但无从证明。由 dabiao analyse --against 检查。";
        wrong: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric share in %\nmetric loans in yuan\nmetric budget in yuan\ntarget 1: loans - budget ≥ share * budget\n  refines province 20.b\n";
        right: "policy \"Plan\"\nrefines \"province.dabiao\" as province\nmetric loans in yuan\ntarget 1: loans ≥ 120 yuan\n  refines province 20.b\n";
    }
}
