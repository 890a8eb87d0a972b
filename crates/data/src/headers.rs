//! The headers of every table, in both languages: the one list that reading and templates use.

use dabiao_model::literal::half_width;
use dabiao_model::{Language, Text};

/// The kinds of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Figures, one a row.
    Figures,
    /// Cases of a record, one a row; beside these headers a column for each field.
    Record,
    /// Sign-offs of milestones, one a row.
    SignOffs,
}

/// A header in English and in Chinese.
pub(crate) type Header = (&'static str, &'static str);

/// The column of the clauses of the document that a row is submitted for.
const CITE: Header = ("cite", "出处");

/// The columns of a table of figures, in the order of [`FIGURES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureColumn {
    Metric,
    Segment,
    Entity,
    Period,
    Value,
    Unit,
    Kind,
    SubmittedOn,
    By,
    Evidence,
    Cite,
}

impl FigureColumn {
    /// The column of this number in [`FIGURES`].
    pub(crate) fn at(number: usize) -> Option<Self> {
        Self::all().nth(number)
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let all = [
            Self::Metric,
            Self::Segment,
            Self::Entity,
            Self::Period,
            Self::Value,
            Self::Unit,
            Self::Kind,
            Self::SubmittedOn,
            Self::By,
            Self::Evidence,
            Self::Cite,
        ];
        all.into_iter()
    }
}

// INVARIANT: in the order of `FigureColumn`.
const FIGURES: &[Header] = &[
    ("metric", "指标"),
    ("segment", "分项"),
    ("entity", "主体"),
    ("period", "时期"),
    ("value", "数值"),
    ("unit", "单位"),
    ("kind", "类别"),
    ("submitted on", "报送日期"),
    ("by", "报送单位"),
    ("evidence", "依据"),
    CITE,
];

/// What the columns of a table of figures are called as well, in headers and in the lines above a table.
pub(crate) const OTHER_NAMES: &[(&str, FigureColumn)] = &[
    ("计量单位", FigureColumn::Unit),
    ("金额单位", FigureColumn::Unit),
    ("指标名称", FigureColumn::Metric),
    ("报告期", FigureColumn::Period),
    ("统计时期", FigureColumn::Period),
    ("填报日期", FigureColumn::SubmittedOn),
];

/// The columns of a table of cases before its fields, in the order of [`RECORD`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CaseColumn {
    Id,
    Entity,
    Cite,
}

// INVARIANT: in the order of `CaseColumn`.
const RECORD: &[Header] = &[("id", "编号"), ("entity", "主体"), CITE];

/// The columns of a table of sign-offs, in the order of [`SIGNOFFS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignOffColumn {
    Milestone,
    Stage,
    Entity,
    State,
    Date,
    Evidence,
    By,
    Cite,
}

// INVARIANT: in the order of `SignOffColumn`.
const SIGNOFFS: &[Header] = &[
    ("milestone", "节点"),
    ("stage", "阶段"),
    ("entity", "主体"),
    ("state", "状态"),
    ("date", "日期"),
    ("evidence", "依据"),
    ("by", "报送单位"),
    CITE,
];

/// The name of a table of figures.
pub(crate) const FIGURES_NAME: Header = ("figures", "数值");
/// The name under which JSON keeps the tables of cases.
pub(crate) const RECORDS_NAME: Header = ("records", "台账");
/// The name of a table of sign-offs.
pub(crate) const SIGNOFFS_NAME: Header = ("signoffs", "销号");
/// The name of a sheet that tells how to fill in the others.
pub(crate) const GUIDE_NAME: Header = ("guide", "填报说明");
/// The header of a column that only counts the rows.
pub(crate) const NUMBER_HEADERS: &[&str] = &["序号", "no.", "no", "#"];
/// The name of the list of a source's clauses, which holds no data.
pub(crate) const CLAUSES_NAME: Header = ("clauses", "条款");
/// The headers of a list of clauses; by all but the last it is known.
pub(crate) const CLAUSES: &[Header] = &[
    ("id", "编号"),
    ("place", "位置"),
    ("gist", "要义"),
    ("note", "备注"),
];

/// The pairs of a kind of table.
pub(crate) fn pairs(kind: TableKind) -> &'static [Header] {
    match kind {
        TableKind::Figures => FIGURES,
        TableKind::Record => RECORD,
        TableKind::SignOffs => SIGNOFFS,
    }
}

/// The headers of a kind of table in one language, in the order in which a form shows them.
///
/// Either language is read, mixed too; capitals, full-width letters and `_` for a blank make no
/// difference.
///
/// ```
/// use dabiao_data::{TableKind, headers};
/// use dabiao_model::Language;
/// let columns: Vec<&str> = headers(TableKind::Record, Language::Chinese).collect();
/// assert_eq!(columns, ["编号", "主体", "出处"]);
/// ```
pub fn headers(kind: TableKind, language: Language) -> impl Iterator<Item = &'static str> {
    pairs(kind)
        .iter()
        .map(move |(en, zh)| language.pick(*en, *zh))
}

/// The header of a column, for a message.
pub(crate) fn header_text(kind: TableKind, column: usize) -> Text {
    pairs(kind)
        .get(column)
        .map_or_else(|| Text::same(""), |(en, zh)| Text::new(*en, *zh))
}

/// A header as it is compared: half-width, small letters, blanks for underscores.
pub(crate) fn fold(header: &str) -> String {
    single_blanks(&half_width(header).to_lowercase().replace('_', " "))
}

/// A text with single blanks, and none between Chinese characters, where they only fill the width of a column: `指 标`.
pub(crate) fn single_blanks(text: &str) -> String {
    let is_chinese =
        |sign: Option<char>| sign.is_some_and(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
    let mut single = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let joins = is_chinese(single.chars().last()) && is_chinese(word.chars().next());
        if !single.is_empty() && !joins {
            single.push(' ');
        }
        single.push_str(word);
    }
    single
}

/// Whether a text is one of the two names.
pub(crate) fn is(text: &str, header: Header) -> bool {
    let folded = fold(text);
    folded == header.0 || folded == header.1
}
