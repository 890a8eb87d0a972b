//! Codes of evaluation: figures that contradict each other, checks that fail, cases that cannot be.
//!
//! An example of this family is a file of data: its name on the first line, its text below.
super::codes! {
    CONTRADICTORY_FIGURES = "E0001" "contradictory-figures" Error {
        message: "“{metric}”{whose} is submitted twice, as {value} and as {other}", "“{metric}”{whose}重复报送且不一致：{value}、{other}";
        help: "Take one of the two out, or give the corrected one a later day under `submitted on`.", "请删去其中一个；如属更正，请在“报送日期”栏填写更晚的日期。";
        why: "Two figures for one place differ, and neither is the later. Which of them counts is not to be guessed, so neither is believed.", "同一数据有两个不同的数值，且没有先后之分。以哪一个为准不作猜测，因此两者都不采信。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80\nSME contract value,临夏县,2025Q1,90";
        right: "figures.csv\nmetric,entity,period,value,submitted on\nSME contract value,临夏县,2025Q1,80,2025-04-08\nSME contract value,临夏县,2025Q1,90,2025-04-20";
    }
    FAILED_CHECK = "E0002" "failed-check" Warning {
        message: "the check “{check}” fails{whose}", "核验“{check}”不符{whose}";
        help: "{remedy}", "{remedy}";
        why: "Submitted figures must agree with each other before they are believed. Those that the check blames make their verdicts invalid until they are put right.", "报送的数据须先彼此相符，方可采信。核验认定存疑的数据更正之前，相关结论为“数据存疑”。";
        wrong: "figures.csv\nmetric,entity,period,value\nproblems found,临夏县,2025Q1,10\nrectified,临夏县,2025Q1,8\nongoing,临夏县,2025Q1,3";
        right: "figures.csv\nmetric,entity,period,value\nproblems found,临夏县,2025Q1,11\nrectified,临夏县,2025Q1,8\nongoing,临夏县,2025Q1,3";
    }
    UNMADE_CHECK = "E0003" "unmade-check" Note {
        message: "the check “{check}” cannot be made{whose}", "核验“{check}”无法核验{whose}";
        help: "Submit every figure it compares, for the same entity and period.", "请报送该核验所比较的全部数据，主体和时期须一致。";
        why: "A figure that could not be checked counts, but nobody has confirmed that it agrees with the others.", "无法核验的数据仍会计入，但未能确认与其他数据相符。";
        wrong: "figures.csv\nmetric,entity,period,value\nproblems found,临夏县,2025Q1,11\nrectified,临夏县,2025Q1,8";
        right: "figures.csv\nmetric,entity,period,value\nproblems found,临夏县,2025Q1,11\nrectified,临夏县,2025Q1,8\nongoing,临夏县,2025Q1,3";
    }
    LATER_FIGURES = "E0004" "later-figures" Note {
        message: "{count} figures do not count yet on {day}, the first of “{metric}”{whose}", "截至 {day}，有 {count} 个数据尚不计入，第一个是“{metric}”{whose}";
        help: "Evaluate as of a later day to count them.", "如需计入，请采用更晚的评价日期。";
        why: "A figure whose period has not ended, or that was submitted later, was not known on the evaluation date.", "时期尚未结束、或在评价日之后报送的数据，在评价日尚不可知。";
        wrong: "figures.csv\nmetric,entity,period,value,submitted on\nSME contract value,临夏县,2025Q1,80,2125-04-08";
        right: "figures.csv\nmetric,entity,period,value,submitted on\nSME contract value,临夏县,2025Q1,80,2025-04-08";
    }
    IMPOSSIBLE_CASE = "E0005" "impossible-case" Warning {
        message: "in “{record}” {case}, {problem}", "“{record}”{case} 中，{problem}";
        help: "Put the days right, or take the events in the order that the policy declares.", "请更正日期，使各环节符合方案声明的先后顺序。";
        why: "A step cannot be taken before the one it follows. Such a case is counted neither as in time nor as late, and the verdict is invalid if it could change the outcome.", "后一环节不可能先于前一环节。这样的案件既不算按期也不算逾期；若可能改变结论，则结论为“数据存疑”。";
        wrong: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-10,2025-03-03,80,yes,SME";
        right: "contract.csv\nentity,awarded,signed,value,electronic,supplier\n临夏县,2025-03-03,2025-03-10,80,yes,SME";
    }
    TOTAL_DIFFERS = "E0006" "total-differs" Warning {
        message: "“{metric}”{whose} is submitted as {value}, but its parts add up to {sum}", "“{metric}”{whose}报送为{value}，而各组成部分合计为{sum}";
        help: "Put one of them right; the submitted total is used.", "请更正其一；目前采用报送的总数。";
        why: "A parent's own figure wins over the sum of what lies below it, so a difference would otherwise go unseen.", "上级自报的总数优先于下级之和，不加提示则差异无人察觉。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏州,2025Q1,100\nSME contract value,临夏县,2025Q1,40\nSME contract value,永靖县,2025Q1,50";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏州,2025Q1,90\nSME contract value,临夏县,2025Q1,40\nSME contract value,永靖县,2025Q1,50";
    }
    FIGURE_OUTSIDE_PLAN = "E0007" "figure-outside-plan" Warning {
        message: "“{metric}”{whose} lies outside the plan ({force}), and no target looks at it", "“{metric}”{whose}不在方案有效期（{force}）之内，没有目标用到它";
        help: "Is the year right? If so, it may be left out.", "请核对年份；若无误，可不报送。";
        why: "A figure or a case of a time that nothing looks at counts for nothing. More often than not its year is a slip, and what was meant is missing.", "没有目标用到的时间，其数值和办件不起作用。多半是年份写错，而应报的却缺了。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2015Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
    }
    WHOLE_OF_SEGMENTS = "E0008" "whole-of-segments" Error {
        message: "“{metric}”{whose} is submitted as a whole, but counts by its segments: {segments}", "“{metric}”{whose}按整体报送，而该指标按分项计：{segments}";
        help: "Name the segment under `segment`, and submit a figure for each.", "请在“分项”栏填写分项，逐项报送。";
        why: "Segments that do not add up have no whole: nothing looks at such a figure, and those of the segments are missing.", "分项不能合计时没有整体数值：这个数不会被用到，而各分项仍然缺报。";
        wrong: "figures.csv\nmetric,segment,entity,period,value\nconnection time,,临夏县,2025,3";
        right: "figures.csv\nmetric,segment,entity,period,value\nconnection time,low,临夏县,2025,3\nconnection time,high,临夏县,2025,4";
    }
    ON_BOTH_LISTS = "E0040" "on-both-lists" Error {
        message: "“{entity}” is on the red and the black list of “{score}” ({period})", "“{entity}”同时列入“{score}”的红榜和黑榜（{period}）";
        help: "Shorten the lists, or except those who met every target.", "请减少名额，或将全部达标者除外。";
        why: "Where few are scored, the first places and the last are the same. Nobody is praised and blamed for one total.", "参评单位少时，前几名与后几名会重合。同一个总分不应既表扬又批评。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80\nSME contract value,永靖县,2025Q1,70";
    }
    BEYOND_BENCHMARK = "E0050" "beyond-benchmark" Warning {
        message: "“{metric}”{whose} is {value}, better than its benchmark “{benchmark}”, {best}", "“{metric}”{whose}为{value}，优于其标杆“{benchmark}”{best}";
        help: "Put one of them right: nothing is better than the best.", "请更正其一：没有什么比最优值更优。";
        why: "A benchmark called the best is the best there is, this figure included. One of the two is out of date, or counted in another way.", "标为“最优”的标杆应是包括本数据在内的最好值。两者之中必有一个过时，或口径不同。";
        wrong: "figures.csv\nmetric,entity,period,value,kind\npatents,临夏县,2025,18,\npatents,,2025,16,benchmark province best";
        right: "figures.csv\nmetric,entity,period,value,kind\npatents,临夏县,2025,14,\npatents,,2025,16,benchmark province best";
    }
    TARGET_BELOW_CURRENT = "E0051" "target-below-current" Warning {
        message: "“{target}” demands {wanted} of “{metric}”{whose}, which was at {value} before it was set", "“{target}”对“{metric}”{whose}的要求为 {wanted}，而设定之前已为{value}";
        help: "Ask whether the target or the figure was meant otherwise; the verdict follows the target.", "请核实目标或数据是否有误；结论仍以目标为准。";
        why: "A target that is weaker than where its metric already stood asks for nothing, or one of the two numbers is wrong.", "目标低于原有水平，等于没有要求，或者其中一个数写错了。";
        wrong: "figures.csv\nmetric,entity,period,value,kind\npatents,临夏县,2025,18,baseline";
        right: "figures.csv\nmetric,entity,period,value,kind\npatents,临夏县,2025,14,baseline";
    }
    TARGET_BELOW_BENCHMARK = "E0052" "target-below-benchmark" Warning {
        message: "“{target}” demands {wanted} of “{metric}”{whose}, but “{claim}” has it reach “{benchmark}”, {best}", "“{target}”对“{metric}”{whose}的要求为 {wanted}，而“{claim}”要求其达到“{benchmark}”{best}";
        help: "Raise the number to the benchmark, or leave out the claim.", "请把数值提高到标杆，或删去“达到标杆”的要求。";
        why: "Who meets the number does not reach the benchmark: the document asks for two different things.", "达到该数值并不等于达到标杆：文件提出了两个不一致的要求。";
        wrong: "figures.csv\nmetric,entity,period,value,kind\npatents,,2025,16,benchmark province best";
        right: "figures.csv\nmetric,entity,period,value,kind\npatents,,2025,14,benchmark province best";
    }
    PEERS_LEFT_OUT = "E0060" "peers-left-out" Warning {
        message: "the comparison of “{value}” ({period}) leaves out who has no figure: {names}", "“{value}”（{period}）的比较未计入没有数据的主体：{names}";
        help: "Ask for the missing figures; with them the best, the mean and the ranks may be others.", "请补报缺少的数据；补报后，最优值、平均值和位次都可能改变。";
        why: "A missing figure is not zero, so its entity takes no part in the comparison. Who compares should know that not all are in it.", "缺报不等于零，缺报的主体不参与比较。看比较结果的人应当知道并非全部主体都在其中。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,80%";
        right: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,80%\nSME share,永靖县,2025Q1,70%";
    }
    IMPLAUSIBLE_FIGURE = "E0080" "implausible-figure" Warning {
        message: "“{metric}”{whose} is submitted as {value}; plausible is {low} to {high}", "“{metric}”{whose}报送为{value}，合理范围为{low}至{high}";
        help: "Look at the cell again: a slipped point, another unit, another column? The figure counts all the same.", "请核对该单元格：小数点、单位、列是否有误？该数值仍然计入。";
        why: "The policy says between which values figures of this metric lie. One beyond them is more often a slip of the pen than an achievement.", "方案写明了该指标的合理范围。超出范围的，多半是笔误，而非成绩。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,812%";
        right: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,81.2%";
    }
    NEVER_SUBMITTED = "E0090" "never-submitted" Warning {
        message: "the data has no figure of `{metric}` that can be used", "数据中没有“{metric}”的可用数值";
        help: "ask for it, put right the rows that were refused, or take the metric out of the policy", "请催报，或更正未被采用的行；确不需要的，从方案中删去该指标";
        why: "A figure that nobody submits for anyone or any time is forgotten rather than late. `dabiao check --data` tells of it.",
             "所有主体、所有时期都没有的数，是漏了而不是晚了。由 dabiao check --data 指出。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,80";
        right: "figures.csv\nmetric,entity,period,value\nSME share,临夏县,2025Q1,80\nSME contract value,临夏县,2025Q1,80\nproblems found,临夏县,2025Q1,30\nrectified,临夏县,2025Q1,20\nongoing,临夏县,2025Q1,10\npatents,临夏县,2025,15\nconnection time (low),临夏县,2025,3";
    }
    SMALL_DENOMINATOR = "E0091" "small-denominator" Warning {
        message: "“{share}” is a share of only {count} here: one case decides it", "此处“{share}”的分母只有{count}，一件之差即可左右结果";
        help: "look at the cases themselves; or judge over a longer period or more entities together", "请逐件查看；或以更长时期、更多主体合并评价";
        why: "Of three cases 90% can be met only by all three, and one more or less moves the share by a third. `dabiao check --data` tells of it.",
             "只有三件时，90%意味着件件都要达到，一件之差就是三分之一。由 dabiao check --data 指出。";
        wrong: "figures.csv\nmetric,entity,period,value\nproblems found,临夏县,2025Q1,3\nrectified,临夏县,2025Q1,2\nongoing,临夏县,2025Q1,1";
        right: "figures.csv\nmetric,entity,period,value\nproblems found,临夏县,2025Q1,30\nrectified,临夏县,2025Q1,20\nongoing,临夏县,2025Q1,10";
    }
    RECORD_NEVER_SUBMITTED = "E0092" "record-never-submitted" Warning {
        message: "the data has no case of `{record}`", "数据中没有台账“{record}”的任何记录";
        help: "ask for its table, an empty one where there was no case; or take the record out of the policy", "请催报该台账（确无记录的报空表），或从方案中删去";
        why: "No table is not the same as no case: without it what is asked of the cases stays without data. `dabiao check --data` tells of it.",
             "没报台账不等于没有案件：缺了它，相关目标一直缺报。由 dabiao check --data 指出。";
        wrong: "figures.csv\nmetric,entity,period,value\nSME contract value,临夏县,2025Q1,80";
        right: "contract.csv\nid,entity,awarded,signed,value,electronic,supplier\n1,临夏县,2025-01-20,2025-02-05,3,yes,甲公司";
    }
}
