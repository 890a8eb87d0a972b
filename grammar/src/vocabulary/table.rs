//! The table of phrases: `NAME: Kind, "English", … | "中文", …;`, the canonical spelling first.

use super::{Kind, Phrase};

macro_rules! phrases {
    ($($id:ident: $kind:ident, $($en:literal),+ | $($zh:literal),+;)*) => {
        impl Phrase {
            $(
                #[doc = concat!($("`", $en, "` ",)+ "| ", $("`", $zh, "` "),+)]
                pub const $id: &'static Self = &Self {
                    id: stringify!($id),
                    kind: Kind::$kind,
                    en: &[$($en),+],
                    zh: &[$($zh),+],
                };
            )*
        }

        /// Every phrase, in the order of the table.
        pub const PHRASES: &[&Phrase] = &[$(Phrase::$id),*];
    };
}

phrases! {
    // Items.
    POLICY: Item, "policy" | "方案";
    IMPORT: Item, "import" | "引用";
    REFINES: Item, "refines" | "细化";
    UNIT: Item, "unit" | "计量单位";
    PARAMETER: Item, "parameter" | "参数";
    ENTITY: Item, "entity" | "主体";
    GROUP: Item, "group" | "分组";
    METRICS: Item, "metrics" | "指标表";
    METRIC: Item, "metric" | "指标";
    RECORD: Item, "record" | "台账";
    TASK: Item, "task" | "任务";
    TARGET: Item, "target" | "目标";
    MILESTONE: Item, "milestone" | "节点";
    CHECK: Item, "check" | "核验";
    ESCALATION: Item, "escalation" | "督办";
    SCORE: Item, "score" | "评分";
    NOTE: Item, "note" | "说明";
    TEST: Item, "test" | "测试";

    // Clauses of the policy.
    LANGUAGE: Clause, "language" | "语言";
    SOURCE: Clause, "source" | "来源";
    NUMBER_OF_DOCUMENT: Clause, "number" | "文号";
    ISSUED: Clause, "issued" | "印发";
    IN_FORCE: Clause, "in force" | "有效期";
    MONITOR: Clause, "monitor" | "监测";
    BULLETIN: Clause, "bulletin" | "通报";
    EVALUATE: Clause, "evaluate" | "评价";
    CALENDAR: Clause, "calendar" | "日历";
    LIMITS_BY_CIVIL_CODE: Clause, "limits counted by civil code" | "时限 按民法典计算";
    LIMITS_PLAINLY: Clause, "limits counted plainly" | "时限 按自然日计算";
    WORKING_DAY_IS: Clause, "working day is" | "工作日 为";
    UNDATED_LIMITS_IN: Clause, "undated limits in" | "未写年份 按";
    FIGURES_DUE: Clause, "figures due" | "报送";
    AFTER_EACH_PERIOD: Option, "after each period" | "每期后";
    EVERY_TASK_LEAD: Clause, "every task lead" | "各项任务 牵头";
    EVERY_TASK_JOINTLY: Clause, "every task jointly" | "各项任务 共同负责";
    EVERY_TASK_RESPONSIBLE: Clause, "every task responsible" | "各项任务 责任";
    EVERY_TASK_WITH: Clause, "every task with" | "各项任务 配合";
    EVERY_TASK_CARRIED_OUT_BY: Clause, "every task carried out by" | "各项任务 落实";
    LEVEL: Clause, "level" | "级别";
    LEVEL_ERROR: Value, "error" | "错误";
    LEVEL_WARNING: Value, "warning" | "警告";
    LEVEL_NOTE: Value, "note" | "提示";
    CHINA: Value, "china" | "中国";

    // Options of a metric.
    IN_UNIT: Option, "in" | "单位";
    PER: Option, "per" | "按";
    SPLIT_BY: Option, "split by" | "分项";
    ADDING_UP: Option, "adding up" | "合计";
    FLOW: Option, "flow" | "流量";
    STOCK: Option, "stock" | "存量";
    CUMULATIVE: Option, "cumulative" | "累计";
    SUMS_UP: Option, "sums up" | "可加总";
    TAKES_THE_LAST: Option, "takes the last" | "取期末";
    TAKES_THE_MAXIMUM: Option, "takes the maximum" | "取最大";
    AVERAGES_WEIGHTED_BY: Option, "averages weighted by" | "";
    WEIGHTED_AVERAGE: Word, "" | "加权平均";
    PART_OF: Option, "part of" | "属于";

    // Clauses of a metric.
    ALIAS: Clause, "alias" | "别名";
    ALIAS_FOR: Word, "for" | "指";
    BETTER_HIGHER: Clause, "better higher" | "越高越好";
    BETTER_LOWER: Clause, "better lower" | "越低越好";
    BASELINE: Clause, "baseline" | "基期";
    BENCHMARK: Clause, "benchmark" | "标杆";
    SUBMITTED: Option, "submitted" | "另报";
    AT: Word, "at" | "于";
    LAST_FIGURE_COUNTS_FOR: Clause, "last figure counts for" | "沿用最近一期 不超过";
    APPROXIMATE_WITHIN: Clause, "approximate within" | "约数误差";
    PLAUSIBLE: Clause, "plausible" | "合理范围";

    // Clauses and field types of a record.
    COUNTED_BY: Clause, "counted by" | "计入";
    AFTER: Word, "after" | "晚于";
    PLANNED_DATE: Value, "planned date" | "期限";
    DATE: Value, "date" | "日期";
    TIME: Value, "time" | "时刻";
    YES_OR_NO: Value, "yes/no" | "是否";
    TEXT: Value, "text" | "文本";
    CATEGORY: Value, "category" | "类别";
    NUMBER: Value, "number" | "数值";
    STATES: Value, "states" | "状态";
    PARTIAL_STATE: Value, "partial" | "部分";
    STEPS: Clause, "steps" | "环节";

    // Entities and groups.
    IN_PARENT: Word, "in" | "隶属";
    EVERY: Word, "every" | "全部";
    AND_OTHERS: Word, "and others" | "等";

    // Clauses of tasks, targets and milestones.
    LEAD: Clause, "lead" | "牵头";
    EACH_ITS_PART: Option, "each its part" | "各负其责";
    TOGETHER: Option, "together" | "共同承担";
    JOINTLY: Clause, "jointly" | "共同负责";
    RESPONSIBLE: Clause, "responsible" | "责任";
    WITH: Clause, "with" | "配合";
    CARRIED_OUT_BY: Clause, "carried out by" | "落实";
    DUE: Clause, "due" | "期限";
    CONTINUOUS: Clause, "continuous" | "持续推进";
    THEN_CONTINUOUS: Option, "then continuous" | "此后持续推进";
    CITE: Clause, "cite" | "出处";
    BECAUSE: Clause, "because" | "理由";
    ALLOW: Clause, "allow" | "允许";
    CONTRIBUTES: Clause, "contributes" | "贡献";
    CONTRIBUTES_TO: Word, "" | "向";
    CALLED: Word, "as" | "记作";
    BEST_EFFORT: Clause, "best effort" | "力争";
    WEIGHT: Clause, "weight" | "权重";
    FOR: Clause, "for" | "对";
    FOR_WINDOW: Option, "for" | "期间";
    EXCEPT: Clause, "except" | "除";
    EXCEPT_HOLIDAYS: Clause, "except holidays" | "节假日除外";
    EXCEPT_END: Word, "" | "外";
    WHEN: Clause, "when" | "适用";
    IF: Clause, "if" | "若";
    ACTS: Option, "acts" | "承担";
    STRETCH: Clause, "stretch" | "更高目标";
    WARN_BLUE: Clause, "warn blue" | "蓝色预警";
    WARN_YELLOW: Clause, "warn yellow" | "黄色预警";
    WARN_ORANGE: Clause, "warn orange" | "橙色预警";
    WARN_RED: Clause, "warn red" | "红色预警";
    WARN: Clause, "warn" | "预警";
    WARN_WHEN: Word, "when" | "当";
    BEFORE_DUE: Option, "before" | "提前";
    PAST_SHARE: Option, "past" | "用时超过";
    OF_THE_TIME: Option, "of the time" | "";
    COUNTING_THE_START_DAY: Clause, "counting the start day" | "当日算起";
    EXCLUDING_FROM: Clause, "excluding from" | "剔除";
    OPEN_ROWS_COUNT: Clause, "open rows count to the evaluation date" | "未结案件 计至 评价日";
    ROUNDED_TO: Clause, "rounded to" | "保留";
    DECIMALS: Option, "decimals", "decimal" | "位小数";
    EMPTY_COUNTS_AS_MET: Clause, "empty counts as met" | "为空视为达标";
    MISSING_COUNTS_AS_UNMET: Clause, "missing counts as unmet" | "缺报视为未达标", "缺报 视为未达标";
    STAGE: Clause, "stage" | "阶段";
    STAGE_RESULT_BY: Clause, "stage result by" | "取得阶段性成果";
    EVIDENCE_REQUIRED: Clause, "evidence required" | "须附依据";
    EACH_SIGNS_OFF: Clause, "each" | "各";
    SIGNS_OFF: Option, "signs off", "sign off" | "分别销号";
    LATE_COUNTS_AS_UNMET: Clause, "late counts as unmet" | "逾期视为未达标", "逾期 视为未达标";
    DONE: Clause, "done" | "已完成", "完成";

    // Clauses of a check.
    TOLERANCE: Clause, "within" | "误差";
    TO_THE_PRINTED_DIGITS: Clause, "to the printed digits" | "按刊印精度";
    BLAMES: Clause, "blames" | "存疑";
    WARN_ONLY: Clause, "warn only" | "仅提示";

    // Escalation: who is looked at, how misses are counted, what follows.
    ALL_TARGETS: Option, "all targets" | "全部目标", "所有目标";
    PER_LEAD: Option, "per lead" | "按 牵头单位";
    PER_RESPONSIBLE: Option, "per responsible unit" | "按 责任单位";
    PER_ENTITY: Option, "per entity" | "按 主体";
    AFTER_TIMES: Clause, "after" | "";
    CONSECUTIVE: Option, "consecutive" | "连续";
    IN_A_YEAR: Clause, "in a year" | "一年内";
    IN_SPAN: Option, "in" | "";
    MISSES: Option, "misses", "miss" | "次未达标";
    TIMES_MET: Option, "met" | "次达标";
    REMIND: Value, "remind" | "提醒";
    INTERVIEW: Value, "interview" | "约谈";
    REFER: Value, "refer" | "移交";
    COMMEND: Value, "commend" | "表扬";
    BY_WHOM: Option, "by" | "由";
    RESET_BY_A_MET_PERIOD: Clause, "reset by a met period" | "一期达标即重新计数";
    RESET_BY_A_MET_YEAR: Clause, "reset by a met year" | "全年达标即重新计数";
    // Clauses of a test.
    EVALUATED_ON: Clause, "evaluated on" | "评价日";
    GIVEN: Clause, "given" | "设";
    EXPECT: Clause, "expect" | "应为";
    IN_PERIOD: Option, "in", "at" | "于";
    AS_OF: Option, "as of" | "截至";
    COUNTED_SINCE: Option, "since" | "自";
    FROM_ON: Option, "" | "起";
    SUBMITTED_ON: Option, "submitted on" | "报送于";
    WITH_EVIDENCE: Option, "with evidence" | "附依据";
    NOT_SUBMITTED: Value, "not submitted" | "未报";
    ABOUT: Value, "about", "≈" | "约";
    NONE: Value, "none" | "无";
    ROWS: Option, "rows", "row" | "行";
    PARTIAL: Value, "partial" | "部分完成";
    IN_PROGRESS: Value, "in progress" | "推进中";
    FIRST_RESULT: Value, "stage result" | "阶段性成果";
    NOT_STARTED: Value, "not started" | "未启动";
    MET: Value, "met" | "达标";
    UNMET: Value, "unmet", "not met" | "未达标";
    NO_DATA: Value, "no data" | "缺报";
    NOT_APPLICABLE: Value, "not applicable" | "不适用";
    INVALID: Value, "invalid" | "数据存疑";
    AT_RISK: Value, "at risk" | "预警";
    ON_TRACK: Value, "on track" | "进展正常";
    PENDING: Value, "pending" | "未到期";
    HOLDS: Value, "holds" | "相符";
    FAILS: Value, "fails" | "不符";
    CANNOT_BE_CHECKED: Value, "cannot be checked" | "无法核验";
    TIER_BLUE: Option, "blue" | "蓝色预警", "蓝色";
    TIER_YELLOW: Option, "yellow" | "黄色预警", "黄色";
    TIER_ORANGE: Option, "orange" | "橙色预警", "橙色";
    TIER_RED: Option, "red" | "红色预警", "红色";
    MARGIN: Option, "margin" | "余量";
    ACTUAL: Option, "actual" | "实际";
    LATE: Option, "late" | "逾期";
    NO_FINDING: Value, "no finding" | "无发现";
    FINDING: Value, "finding" | "发现";
    NO_TOTAL: Value, "no total" | "无总分";
    GRADE: Option, "grade" | "等次";
    ON_THE_RED_LIST: Value, "on the red list" | "列入红榜";
    ON_THE_BLACK_LIST: Value, "on the black list" | "列入黑榜";
    NOT_ON_THE_RED_LIST: Value, "not on the red list" | "未列入红榜";
    NOT_ON_THE_BLACK_LIST: Value, "not on the black list" | "未列入黑榜";

    // Scores: how each part is marked, grades, what is missing, lists.
    OF_ALL_TARGETS: Option, "of all targets" | "计入全部目标";
    BY_ATTAINMENT: Option, "by attainment" | "按达标";
    BY_COMPLETION: Option, "by completion" | "按完成率";
    GOAL: Option, "goal" | "目标值";
    CAPPED_AT: Option, "capped at" | "上限";
    BY_DISTANCE: Option, "by distance" | "按距离";
    AMONG_PEERS: Option, "among peers" | "同类比较";
    WORST: Option, "worst" | "最差";
    BEST: Option, "best" | "最优";
    BY_EFFICACY: Option, "by efficacy" | "按功效系数";
    LOW: Option, "low" | "不允许值";
    HIGH: Option, "high" | "满意值";
    UNCLAMPED: Option, "unclamped" | "不截断";
    MINUS_MARKS: Option, "minus" | "扣";
    PLUS_MARKS: Option, "plus" | "加";
    PER_EACH: Option, "per" | "每";
    FLOOR: Option, "floor" | "最低";
    CEILING: Option, "ceiling" | "最高";
    GRADES: Clause, "grades" | "分档";
    MISSING_REWEIGHTED: Clause, "missing reweighted" | "缺项重新加权", "缺项 重新加权";
    MISSING_ZERO: Clause, "missing counts as zero" | "缺项计零", "缺项 计零";
    NO_TOTAL_ABOVE: Clause, "no total above" | "缺项超过";
    SHARE_MISSING: Option, "missing" | "不计总分";
    RED_LIST: Clause, "red list" | "红榜";
    BLACK_LIST: Clause, "black list" | "黑榜";
    BOTTOM: Option, "bottom" | "后";
    EXCEPT_ALL_MET: Option, "except all met" | "全部达标的除外";
    BACKFILL: Option, "backfill" | "递补";

    // Cadences: after `monitor`, after `due`, among the options of a metric.
    MONTHLY: Value, "monthly" | "每月";
    QUARTERLY: Value, "quarterly" | "每季度", "每季";
    HALF_YEARLY: Value, "half-yearly" | "每半年";
    YEARLY: Value, "yearly" | "每年";
    EACH_MONTH: Value, "each month" | "每月";
    EACH_QUARTER: Value, "each quarter" | "每季度", "每季";
    EACH_HALF_YEAR: Value, "each half-year" | "每半年";
    EACH_YEAR: Value, "each year" | "每年";
    PER_MONTH: Value, "per month" | "每月";
    PER_QUARTER: Value, "per quarter" | "每季度", "每季";
    PER_HALF_YEAR: Value, "per half-year" | "每半年";
    PER_YEAR: Value, "per year" | "每年";

    // Conditions.
    ALL_OF: Word, "all of" | "同时满足";
    ANY_OF: Word, "any of" | "满足其一";
    AND: Word, "and" | "且";
    OR: Word, "or" | "或";
    NOT: Word, "not" | "非";
    REACHES: Word, "reaches" | "达到", "达";
    BETWEEN: Word, "between" | "介于";
    BETWEEN_AND: Word, "and" | "和", "与", "至";
    BETWEEN_END: Word, "" | "之间";
    CLEARED: Word, "cleared" | "清零";
    BETTER_THAN: Word, "better than" | "优于";
    NOT_WORSE_THAN: Word, "not worse than" | "不劣于";
    IMPROVES: Word, "improves" | "较上年改善";
    NARROWS: Word, "narrows" | "较上年缩小";
    INCREASES_MORE: Word, "increases by more than last year" | "同比多增";
    DOUBLES: Word, "doubles" | "翻";
    ONCE: Word, "once" | "";
    TWICE: Word, "twice" | "";
    TIMES: Word, "times" | "番";
    SINCE: Word, "since" | "较";
    ABOVE: Word, "above" | "高于";
    BELOW: Word, "below" | "低于";
    BEHIND: Word, "behind" | "落后";
    COMPARED_WITH: Option, "" | "较";
    YEAR_ON_YEAR: Option, "" | "同比";
    RISES: Option, "" | "提高", "提升", "上升", "增加";
    FALLS: Option, "" | "降低", "减少", "压缩", "缩短";
    GROWS: Option, "" | "增长";
    SHRINKS: Option, "" | "下降";
    IMPROVES_BY_AT_LEAST: Word, "improves by at least" | "前移 至少", "位次前移 至少";
    TOP: Word, "top" | "前", "进入前";

    // Limits of events, and rows.
    WITHIN: Word, "within" | "";
    INSIDE: Word, "" | "内", "以内", "之内";
    OF: Word, "of" | "";
    GENITIVE: Word, "" | "的";
    IN_TIME_AFTER: Word, "" | "在";
    IN_TIME_AFTER_END: Word, "" | "后";
    SAME_DAY: Word, "on the same day" | "当日";
    SAME_DAY_AS: Word, "as" | "";
    AT_LEAST_BEFORE: Word, "at least" | "至少";
    BEFORE: Word, "before" | "前";
    WHERE: Word, "where" | "";
    OF_ROWS: Word, "" | "中";
    AMONG: Word, "among" | "限";
    IS: Word, "is" | "为";
    FILLED_IN: Word, "is filled in" | "已填";
    PARTLY_DONE: Value, "partly done" | "部分完成";
    EVERY_STEP_DONE: Value, "every step done" | "各环节完成";
    IN_LIST: Word, "in" | "属于";
    FOR_MORE_THAN: Word, "for more than" | "超过";
    OPEN_EVENT: Word, "not" | "未";
    FROM: Word, "from" | "自";
    TO: Word, "to" | "至";
    UNKNOWN: Value, "unknown" | "未知";
    YES: Value, "yes" | "是";
    NO: Value, "no" | "否";

    // Comparators: the formatter writes the symbol in both languages.
    AT_LEAST: Comparator, "≥", ">=", "at least", "no less than", "not less than", "no fewer than"
        | "≥", "至少达到", "至少达", "至少", "不低于", "不少于", "不小于";
    AT_MOST: Comparator, "≤", "<=", "at most", "no more than", "not more than"
        | "≤", "控制在", "至多", "不高于", "不超过", "不超", "不大于", "不多于";
    MORE_THAN: Comparator, ">", "more than" | ">", "超过", "高于", "大于", "多于";
    LESS_THAN: Comparator, "<", "less than", "below" | "<", "低于", "不足", "不满", "小于", "少于";
    EQUAL: Comparator, "=" | "=", "等于";
    NOT_EQUAL: Comparator, "≠" | "≠", "不等于";

    // Earlier times.
    LAST_YEAR: Value, "last year" | "上年";
    SAME_PERIOD_LAST_YEAR: Value, "same period last year" | "上年同期";
    LAST_PERIOD: Value, "last period" | "上期";
    LAST_QUARTER: Value, "last quarter" | "上季度";
    LAST_MONTH: Value, "last month" | "上月";
    AT_BASELINE: Value, "at baseline" | "基期";
    YEAR_TO_DATE: Value, "year to date" | "本年累计";
    SINCE_YEAR_START: Value, "since year start" | "比年初";
    OWN_LEVEL: Value, "own level" | "本级";

    // Measures of a figure over time; in Chinese they stand behind it.
    GROWTH: Value, "growth" | "增速";
    CHANGE: Value, "change" | "变化";
    SUM_OF_SEGMENTS: Value, "sum of segments" | "各分项之和";

    // How long a window is.
    LENGTH_IN_DAYS: Value, "days" | "天数";
    LENGTH_IN_MONTHS: Value, "months" | "月数";
    LENGTH_IN_YEARS: Value, "years" | "年数";

    // A figure and a benchmark.
    GAP: Value, "gap" | "差距";
    GAP_TO: Word, "to" | "与";

    // Values of all who are compared with each other; in Chinese they stand behind the figure.
    BEST_OF_PEERS: Value, "best" | "最优值";
    OVERALL_OF_PEERS: Value, "overall" | "总体值";
    MEAN_OF_PEERS: Value, "mean" | "算术平均";
    RANK_AMONG_PEERS: Value, "rank" | "位次";
    OVER: Option, "over" | "";
    AMONG_OTHERS: Word, "among others" | "不含本身";

    // Benchmarks that need no quotes.
    PROVINCE_BEST: Benchmark, "province best" | "全省最优";
    PROVINCE_AVERAGE: Benchmark, "province average" | "全省平均", "全省平均水平";
    NATIONAL_BEST: Benchmark, "national best" | "全国最优";
    NATIONAL_AVERAGE: Benchmark, "national average" | "全国平均", "全国平均水平";
    CITY_BEST: Benchmark, "city best" | "全市最优";
    CITY_AVERAGE: Benchmark, "city average" | "全市平均", "全市平均水平";

    // Aggregates; in Chinese they stand behind the record.
    COUNT: Aggregate, "count" | "件数";
    SUM: Aggregate, "sum" | "合计";
    AVERAGE: Aggregate, "average" | "平均值";
    MEDIAN: Aggregate, "median" | "中位数";
    MIN: Aggregate, "min", "minimum" | "最小值";
    MAX: Aggregate, "max", "maximum" | "最大值";
    SHARE: Aggregate, "share" | "占比";
    AVERAGE_DAYS: Aggregate, "average days" | "平均天数";
    AVERAGE_WORKING_DAYS: Aggregate, "average working days" | "平均工作日数";
    AVERAGE_HOURS: Aggregate, "average hours" | "平均小时数";
    MEDIAN_DAYS: Aggregate, "median days" | "天数中位数";
    MEDIAN_WORKING_DAYS: Aggregate, "median working days" | "工作日数中位数";
    MEDIAN_HOURS: Aggregate, "median hours" | "小时数中位数";
    MIN_DAYS: Aggregate, "min days" | "最短天数";
    MIN_WORKING_DAYS: Aggregate, "min working days" | "最短工作日数";
    MIN_HOURS: Aggregate, "min hours" | "最短小时数";
    MAX_DAYS: Aggregate, "max days" | "最长天数";
    MAX_WORKING_DAYS: Aggregate, "max working days" | "最长工作日数";
    MAX_HOURS: Aggregate, "max hours" | "最长小时数";

    // Dates.
    END_OF: Word, "end of", "the end of" | "底", "底前", "末";
    BARE_BEFORE: Word, "before" | "前", "以前", "之前";
    BY: Word, "by" | "";
    JANUARY: Month, "January" | "1月";
    FEBRUARY: Month, "February" | "2月";
    MARCH: Month, "March" | "3月";
    APRIL: Month, "April" | "4月";
    MAY: Month, "May" | "5月";
    JUNE: Month, "June" | "6月";
    JULY: Month, "July" | "7月";
    AUGUST: Month, "August" | "8月";
    SEPTEMBER: Month, "September" | "9月";
    OCTOBER: Month, "October" | "10月";
    NOVEMBER: Month, "November" | "11月";
    DECEMBER: Month, "December" | "12月";

    // Words of recurring duties.
    MONDAY: Rhythm, "Monday" | "周一", "星期一";
    TUESDAY: Rhythm, "Tuesday" | "周二", "星期二";
    WEDNESDAY: Rhythm, "Wednesday" | "周三", "星期三";
    THURSDAY: Rhythm, "Thursday" | "周四", "星期四";
    FRIDAY: Rhythm, "Friday" | "周五", "星期五";
    SATURDAY: Rhythm, "Saturday" | "周六", "星期六";
    SUNDAY: Rhythm, "Sunday" | "周日", "星期日", "星期天";
    WEEK: Rhythm, "week" | "周";
    MONTH: Rhythm, "month" | "月";
    QUARTER: Rhythm, "quarter" | "季度";
    HALF_YEAR: Rhythm, "half-year" | "半年";
    YEAR: Rhythm, "year" | "年";

    // Phrases with places. R record, E event or field, N quantity, F the event a limit is counted from,
    // C and D row conditions, X a figure, A and B values or events, K a kind, U a unit.
    EVENT_WITHIN_OF: Pattern, "{R} {E} within {N} of {F}" | "{R} 在 {F} 后 {N}内 {E}";
    EVENT_WITHIN: Pattern, "{R} {E} within {N}" | "{R} {N}内 {E}";
    RUN_WITHIN_OF: Pattern, "{R} within {N} of {F}" | "{R} 在 {F} 后 {N}内";
    RUN_WITHIN: Pattern, "{R} within {N}" | "{R} {N}内";
    EVENT_SAME_DAY_AS: Pattern, "{R} {E} on the same day as {F}" | "{R} 在 {F} 当日 {E}";
    EVENT_SAME_DAY: Pattern, "{R} {E} on the same day" | "{R} 当日 {E}";
    RUN_SAME_DAY_AS: Pattern, "{R} on the same day as {F}" | "{R} 在 {F} 当日";
    RUN_SAME_DAY: Pattern, "{R} on the same day" | "{R} 当日";
    EVENT_BEFORE: Pattern, "{R} {E} at least {N} before {F}" | "{R} 至少 在 {F} 前 {N} {E}";
    RUN_BEFORE: Pattern, "{R} at least {N} before {F}" | "{R} 至少 在 {F} 前 {N}";
    ROWS_WHERE: Pattern, "{X} where {C}" | "{R} 中 {C} 的，{X}";
    SHARE_OF_ROWS: Pattern, "{OP} {N} of {X}" | "{OP} {N} 的 {X}";
    AGGREGATE_OF: Pattern, "{AGG} of {R}" | "{R} 的 {AGG}";
    AGGREGATE_OF_FIELD: Pattern, "{AGG} of {R} {E}" | "{R} 的 {E} {AGG}";
    AGGREGATE_WHERE: Pattern, "{AGG} of {R} where {C}" | "{R} 中 {C} 的 {AGG}";
    AGGREGATE_OF_FIELD_WHERE: Pattern, "{AGG} of {R} {E} where {C}" | "{R} 中 {C} 的 {E} {AGG}";
    SPAN_OF: Pattern, "{AGG} of {R} from {A} to {B}" | "{R} 自 {A} 至 {B} {AGG}";
    SPAN_OF_WHERE: Pattern, "{AGG} of {R} from {A} to {B} where {C}" | "{R} 中 {C} 的 自 {A} 至 {B} {AGG}";
    AMONG_ROWS: Pattern, "{X}, among {D}" | "{X}，限 {D}";
    OPEN_FOR: Pattern, "not {E} for more than {N}" | "未{E} 超过{N}";
    FIELD_IS: Pattern, "{E} is {A}" | "{E} 为 {A}";
    FIELD_AT_LEAST: Pattern, "{E} is at least {A}" | "{E} 达到 {A}";
    FIELD_IN: Pattern, "{E} in ({A})" | "{E} 属于（{A}）";
    IS_BETWEEN: Pattern, "{X} between {A} and {B}" | "{X} 介于 {A} 和 {B} 之间";
    IS_TOP: Pattern, "{X} top {N}" | "{X} 前{N}位";
    IS_TOP_SHARE: Pattern, "{X} top {N}" | "{X} 前{N}";
    AT_TIME: Pattern, "{X} at {A}" | "{A}的{X}";
    LENGTH_OF_WINDOW: Pattern, "{A} of {X}" | "{X} 的 {A}";
    OVER_PEERS: Pattern, "{A} of {X} over {K}" | "{X} 在 {K} 中 {A}";
    MEASURE_OF: Pattern, "{A} of {X}" | "{X} {A}";
    GAP_OF: Pattern, "gap of {X} to {B}" | "{X} 与 {B} 差距";
    DOUBLES_SINCE: Pattern, "{X} doubles {N} since {A}" | "{X} 较{A}翻{N}番";
    AT_LEAST_ABOVE: Pattern, "{X} at least {N} above {B}" | "{X} 高于 {B} {N}";
    AT_MOST_ABOVE: Pattern, "{X} no more than {N} above {B}" | "{X} 高于 {B} 不超过{N}";
    AT_LEAST_BELOW: Pattern, "{X} at least {N} below {B}" | "{X} 低于 {B} {N}";
    AT_MOST_BELOW: Pattern, "{X} no more than {N} below {B}" | "{X} 低于 {B} 不超过{N}";
    AT_LEAST_BEHIND: Pattern, "{X} at least {N} behind {B}" | "{X} 落后 {B} 至少{N}";
    AT_MOST_BEHIND: Pattern, "{X} no more than {N} behind {B}" | "{X} 落后 {B} 不超过{N}";
    IMPROVES_BY: Pattern, "{X} improves by at least {N}" | "{X} 前移 至少{N}";
    BENCHMARK_OF: Pattern, "benchmark {A} of {X}" | "{X} 的 标杆 {A}";
    BASELINE_OF: Pattern, "baseline of {X}" | "{X} 的 基期";
    EXCEPT_ONES: Pattern, "except {A}" | "除 {A} 外";
    WARN_BEFORE: Pattern, "warn {N} before" | "预警 提前{N}";
    WARN_PAST: Pattern, "warn past {N} of the time" | "预警 用时超过{N}";
    IF_ACTS: Pattern, "if {C}, {A} acts" | "若 {C}，由 {A} 承担";
    EXCLUDING: Pattern, "excluding from {A} to {B}" | "剔除 {A} 至 {B}";
    ROUNDED: Pattern, "rounded to {N} decimals" | "保留{N}位小数";
    EACH_KIND_SIGNS_OFF: Pattern, "each {K} signs off" | "各{K} 分别销号";
    LAST_FIGURE: Pattern, "last figure counts for {N}" | "沿用最近一期 不超过{N}";
    APPROXIMATE: Pattern, "approximate within {N}" | "约数误差 {N} 以内";
    PLAUSIBLE_RANGE: Pattern, "plausible {A} to {B}" | "合理范围 {A} 至 {B}";
    ALLOW_BECAUSE: Pattern, "allow {A} because {B}" | "允许 {A} 理由 {B}";
    WITHIN_TOLERANCE: Pattern, "within {N}" | "误差 {N} 以内";
    FIGURES_DUE_AFTER: Pattern, "figures due {N} after each period" | "报送 每期后{N}内";
    UNDATED_IN: Pattern, "undated limits in {N}" | "未写年份 按{N}年";
    WORKING_DAY: Pattern, "working day is {N}" | "工作日 为 {N}";
    WEIGHTED_BY: Pattern, "averages weighted by {X}" | "按 {X} 加权平均";
    ALIAS_OF: Pattern, "alias {A} for {B}" | "别名 {A} 指 {B}";
    ENTITY_IN: Pattern, "entity {A}: {K} in {B}" | "主体 {A}：{K}，隶属 {B}";
    DUE_THEN: Pattern, "due {N}, then continuous" | "期限 {N}，此后持续推进";
    EACH_WEEKDAY: Pattern, "each {N}" | "每{N}";
    ON_DAY_OF_EACH_MONTH: Pattern, "on day {N} of each month" | "每月{N}日";
    BY_DAY_OF_EACH_MONTH: Pattern, "by day {N} of each month" | "每月{N}日前";
    ONCE_A: Pattern, "once a {K}" | "每{K}一次";
    TIMES_A: Pattern, "at least {N} times a {K}" | "每{K}至少{N}次";
    EVENT_RECURS: Pattern, "{R} {E} {N}" | "{R} {E} {N}";
    RUN_RECURS: Pattern, "{R} {N}" | "{R} {N}";
    REFINES_CALLED: Pattern, "refines {A} as {B}" | "细化 {A} 记作 {B}";
    CONTRIBUTES_N: Pattern, "contributes {N} to {A}" | "向 {A} 贡献 {N}";
    LIST_OF_SCORE: Pattern, "{A} of score {X}" | "评分 {X} {A}";
    AND_OTHERS_LIST: Pattern, "{A} and others" | "{A} 等";
}
