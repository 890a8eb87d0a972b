//! Every word the reports say, once, in English and Chinese.

use dabiao_core::program::Action;
use dabiao_core::{CheckState, Language, Period, Severity, Standing};

/// A word or phrase in both languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word(&'static str, &'static str);

impl Word {
    /// The word in `language`.
    pub(crate) fn get(self, language: Language) -> &'static str {
        language.pick(self.0, self.1)
    }
}

macro_rules! words {
    ($($name:ident = $en:literal, $zh:literal;)*) => {
        $(pub(crate) const $name: Word = Word($en, $zh);)*

        #[cfg(test)]
        const ALL: &[(&str, Word)] = &[$((stringify!($name), $name)),*];
    };
}

words! {
    // Diagnostics.
    ERROR = "error", "错误";
    WARNING = "warning", "警告";
    NOTE = "note", "提示";
    HELP = "help", "帮助";
    WRITE_THIS = "write this instead", "可改写为";
    PERHAPS_THIS = "perhaps this is meant", "也许应写作";
    WHY = "Why", "为什么";
    WHAT_TO_WRITE = "What to write", "怎么写";
    WRONG = "Wrong", "错误写法";
    RIGHT = "Right", "正确写法";

    // Derivations.
    HENCE = "hence", "由此";
    BUT = "but ", "而";

    // Mutants.
    CHANGE = "change", "改动";
    COMPARISON = "comparison", "比较";
    NEVER_SEEN = "never seen", "未见到";
    NOT_SEEN = "What no test shows", "没有测试显示的结果";
    UNNOTICED = "Changes that no test notices", "没有测试发现的改动";

    // Two policies.
    CONTRIBUTES = "contributes a part", "承担一部分";
    THE_NEW = "the new text", "新文本";
    THE_OLD = "the old one", "旧文本";
    WAS = "was", "原结论";
    IS = "is", "现结论";
    NO_CLAUSE_DIFFERS = "no clause that it rests on differs; its figures are read otherwise", "所依据的条款没有变化，数据的读法有变";

    // The table of verdicts.
    TARGET = "target", "目标";
    ENTITY = "entity", "主体";
    PERIOD = "period", "时期";
    STATE = "state", "结论";
    ACTUAL = "actual", "实际";
    REQUIRED = "required", "要求";
    MARGIN = "margin", "余量";
    DUE = "due", "期限";
    LEAD = "lead", "牵头";
    AS_OF = "as of", "截至";
    REASONS = "Undecided, doubtful or not applicable, and why", "未能判定、存疑或不适用的原因";
    NO_VERDICTS = "no verdicts", "没有结论";
    NONE_IN_THESE_STATES = "no verdicts in these states", "没有处于所选状态的结论";
    NO_END = "no end", "持续";
    STRETCH = "stretch", "更高目标";
    BEST_EFFORT = "best effort", "力争";

    // What a policy costs.
    HOW_DECIDED = "how it is decided", "判定方式";
    COLUMNS = "figures", "数据列";
    PER_VERDICT = "operations a verdict", "每项结论运算";
    PER_CASE = "a case", "每条记录";
    VERDICTS = "verdicts", "结论";
    ON_WHOLE_NUMBERS = "on whole numbers", "整数运算";
    BY_FORMULA = "by its formula", "逐式计算";
    BY_PEERS = "by comparison with others", "与同类比较";
    BY_SIGN_OFFS = "by sign-offs", "查看销号";

    // Scores.
    SCORE = "Score", "评分";
    RANK = "rank", "位次";
    TOTAL = "total", "总分";
    GRADE = "grade", "等次";
    NO_TOTAL = "no total", "无总分";
    NOTHING_FOLLOWS = "nothing follows", "无后续措施";
    MISSING = "missing", "缺项";
    NOT_APPLICABLE = "not applicable", "不适用";
    RED_LIST = "red list", "红榜";
    BLACK_LIST = "black list", "黑榜";
    NOBODY = "nobody", "无";

    // Escalations.
    ESCALATION = "Escalation", "督办";
    PARTY = "party", "责任单位";
    STANDING = "standing", "情况";
    WHAT_FOLLOWS = "what follows", "措施";
    BECAUSE_OF = "because of", "涉及目标";
    ON_THE_DAY = "on the day", "到期当日";

    // Checks and findings.
    CHECKS = "Checks", "核验";
    LEFT_SIDE = "left side", "左边";
    RIGHT_SIDE = "right side", "右边";
    DIFFERENCE = "difference", "差";
    FINDINGS = "Findings", "发现的问题";
    CHECK = "check", "核验";
    RESULT = "result", "结果";

    // Coverage.
    SOURCE_CLAUSE = "clause", "条款";
    PLACE = "place", "位置";
    GIST = "gist", "要义";
    KIND = "kind", "类别";
    NAME = "name", "名称";
    WRITTEN_AT = "written at", "所在位置";
    NEAREST = "nearest", "相近编号";
    CLAUSES_WITHOUT_ANYTHING = "Clauses without a rule, a datum or a note", "尚无规则、数据或说明的条款";
    RULES_WITHOUT_CLAUSE = "Rules without a clause", "没有出处的规则";
    POLICY_ABOVE = "policy above", "上级方案";
    UPPER_ITEMS_LEFT = "Items above that nothing refines", "尚未细化的上级条目";
    UNKNOWN_CITES = "Cites of clauses that do not exist", "出处所指条款不存在";

    // Explanations.
    DERIVATION = "How it came about", "计算过程";
    PARTS = "Parts", "各部分";
    ROWS = "Cases", "台账记录";
    ATTENDANCE = "Times", "应办次数";
    OWED = "owed", "应办";
    KEPT = "kept", "已办";
    MISSED = "missed", "缺办";
    IN_TIME = "in time", "按期";
    LATE = "late", "逾期";
    OPEN = "open", "未到限";
    IMPOSSIBLE = "impossible", "时间顺序不可能";
    FAILING = "does not count", "不符合条件";
    UNDECIDED = "undecided", "无法判定";
    OFFENDERS = "Cases that count against it", "影响结论的记录";
    LAST_DAY = "last day", "最后一日";
    INPUTS = "Figures it rests on", "所依据的数据";
    FIGURE = "figure", "数据";
    VALUE = "value", "数值";
    UNTIL = "until", "截至";
    CELL = "cell", "位置";
    NEEDED = "to meet it", "达标尚需";
    INTERIM = "interim figures of", "暂用数据截至";
    WITH = "with", "配合";
    STANDS_IN = "acts in place of the one judged", "代为承担";
    JOINTLY = "jointly responsible", "共同负责";
    RESPONSIBLE = "responsible", "责任";
    CARRIED_OUT_BY = "carried out by", "落实";
    AND_OTHERS = "and others", "等";
    CLAUSE = "clause", "出处";
    BECAUSE = "because", "理由";
    RULE = "rule", "规则";

    // Last days.
    PASSED_OVER = "Days passed over, or worked in exchange", "跳过的日子和调休上班日";
    WEEKEND = "weekend", "周末";
    NOTICES = "Notice", "依据";
}

/// A severity by its name.
pub(crate) fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    }
    .get(language)
}

/// How a party came out of a period.
pub(crate) fn standing(standing: Standing, language: Language) -> &'static str {
    match standing {
        Standing::Miss => language.pick("miss", "未达标"),
        Standing::Met => language.pick("met", "达标"),
        Standing::Undecided => language.pick("undecided", "未能判定"),
        Standing::Open => language.pick("open", "未到期"),
        Standing::Nothing => language.pick("nothing due", "无到期事项"),
    }
}

/// Those that are told of, by their words for programs.
static TOLD: [Standing; 4] = [
    Standing::Miss,
    Standing::Met,
    Standing::Undecided,
    Standing::Open,
];

/// How a party came out of a period, by its word for programs; nothing is told of a period from which nothing follows.
pub fn standing_said(key: &str, language: Language) -> &str {
    let found = TOLD.iter().find(|it| it.key() == key);
    match found {
        Some(it) => standing(*it, language),
        None if key == Standing::Nothing.key() => NOTHING_FOLLOWS.get(language),
        None => key,
    }
}

/// What follows a miss.
pub(crate) fn action(action: &Action, language: Language) -> &str {
    match action {
        Action::Remind => language.pick("remind", "提醒"),
        Action::Interview => language.pick("interview", "约谈"),
        Action::Refer => language.pick("refer", "移交"),
        Action::Commend => language.pick("commend", "表扬"),
        Action::Own(own) => own,
    }
}

/// What has a word in both languages.
static KNOWN_ACTIONS: [Action; 4] = [
    Action::Remind,
    Action::Interview,
    Action::Refer,
    Action::Commend,
];

/// What follows a miss, as it was said in either language; the policy's own words stay as they are.
pub fn action_said(said: &str, language: Language) -> &str {
    let mut known = KNOWN_ACTIONS.iter();
    let is_said = |it: &&Action| Language::ALL.iter().any(|other| action(it, *other) == said);
    known.find(is_said).map_or(said, |it| action(it, language))
}

/// A check's result as a person reads it.
pub(crate) fn check_state(state: CheckState, language: Language) -> &'static str {
    match state {
        CheckState::Holds => language.pick("holds", "相符"),
        CheckState::Fails => language.pick("fails", "不符"),
        CheckState::CannotBeChecked => language.pick("cannot be checked", "无法核验"),
    }
}

/// `3 errors`, `1 warning`; `3 个错误`.
pub(crate) fn count_of(count: usize, kind: Severity, language: Language) -> String {
    let word = severity(kind, language);
    match language {
        Language::Chinese => format!("{count} 条{word}"),
        Language::English if count == 1 => format!("1 {word}"),
        Language::English => format!("{count} {word}s"),
    }
}

/// `and 12 more`.
pub(crate) fn and_more(count: usize, language: Language) -> String {
    language.pick(
        format!("and {count} more"),
        format!("另有 {count} 条未列出"),
    )
}

/// What stands below a table that was cut off.
pub(crate) fn more_verdicts(count: usize, language: Language) -> String {
    language.pick(
        format!("{count} more verdicts are not shown: narrow with --only unmet,no_data, or take all with --format json"),
        format!("另有 {count} 条结论未列出：可用 --only unmet,no_data 筛选，或用 --format json 输出全部"),
    )
}

/// The mark between items of a list in one line.
pub(crate) fn comma(language: Language) -> &'static str {
    language.pick(", ", "、")
}

/// The mark between a word and what it says.
pub(crate) fn colon(language: Language) -> &'static str {
    language.pick(": ", "：")
}

/// `2025Q3`; `2025Q3–Q4`, `2025年三至四季度` for several of one year.
pub(crate) fn span(first: Period, last: Period, language: Language) -> String {
    let (start, end) = (first.text(language), last.text(language));
    if first == last {
        return start;
    }
    let years = |text: &str| {
        text.split_at_checked(4)
            .map(|(year, rest)| (year.to_owned(), rest.to_owned()))
    };
    let (Some((year, _)), Some((other, rest))) = (years(&start), years(&end)) else {
        return format!("{start}–{end}");
    };
    let rest = rest.trim_start_matches(['年', '-']);
    let suffix = ["季度", "半年", "月"]
        .into_iter()
        .find(|suffix| start.ends_with(suffix) && end.ends_with(suffix));
    match suffix.and_then(|suffix| start.strip_suffix(suffix)) {
        _ if year != other => format!("{start}–{end}"),
        Some(start) => format!("{start}至{rest}"),
        None => format!("{start}–{rest}"),
    }
}

/// Periods in order, those that follow each other as spans: `2025Q1–Q2, 2025Q4`.
pub(crate) fn periods(periods: &[Period], language: Language) -> String {
    let spans = periods.chunk_by(|a, b| a.shifted(1) == Some(*b));
    let texts = spans.filter_map(|run| Some(span(*run.first()?, *run.last()?, language)));
    texts.collect::<Vec<_>>().join(comma(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_periods_are_said_as_shortly_as_they_can_be() {
        let said = |texts: &[&str]| {
            let parsed: Vec<Period> = texts
                .iter()
                .map(|text| Period::parse(text).unwrap())
                .collect();
            Language::ALL.map(|language| periods(&parsed, language))
        };
        assert_eq!(
            said(&["2025Q1", "2025Q2", "2025Q4"]),
            ["2025Q1–Q2, 2025Q4", "2025年一至二季度、2025年四季度"]
        );
        assert_eq!(
            said(&["2025-09", "2025-10"]),
            ["2025-09–10", "2025年9至10月"]
        );
        assert_eq!(
            said(&["2024-12", "2025-01"]),
            ["2024-12–2025-01", "2024年12月–2025年1月"]
        );
        assert_eq!(said(&["2024", "2025"]), ["2024–2025", "2024年–2025年"]);
    }

    #[test]
    fn every_word_has_both_languages() {
        for (name, Word(en, zh)) in ALL {
            assert!(en.is_ascii() && !en.is_empty(), "{name}: {en}");
            assert!(
                zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
                "{name}: {zh}"
            );
        }
    }
}
