//! The words of the page, once in English and Chinese; a template takes them from `words`.

use std::collections::BTreeMap;

use dabiao_core::{Language, State};

/// The words by the names that templates use.
pub(super) fn words(language: Language) -> BTreeMap<&'static str, &'static str> {
    let words = WORDS.iter();
    words
        .map(|(name, en, zh)| (*name, language.pick(*en, *zh)))
        .collect()
}

/// One of them; empty for a name that there is not.
pub(super) fn word(name: &str, language: Language) -> &'static str {
    let found = WORDS.iter().find(|(known, ..)| *known == name);
    found.map_or("", |(_, en, zh)| language.pick(*en, *zh))
}

const WORDS: &[(&str, &str, &str)] = &[
    ("as_of", "As of", "截至"),
    ("skip", "To the content", "跳到正文"),
    ("kind_monitor", "monitor", "监测"),
    ("kind_bulletin", "bulletin", "通报"),
    ("kind_evaluation", "evaluation", "评估"),
    ("kind_sheet", "Own sheet", "本单位情况"),
    ("kind_ledger", "Ledger", "工作台账"),
    (
        "span_note",
        "Counted are the verdicts whose period lies in this span or reaches into it, and those without a period.",
        "统计时期在本期之内或与本期重叠的结论，以及不分时期的结论。",
    ),
    (
        "changes",
        "What changed since the period before",
        "与上期相比的变化",
    ),
    ("entities", "By entity", "各主体情况"),
    ("units", "By leading unit", "各牵头单位情况"),
    ("behind", "Who is behind, and with what", "未达标主体及目标"),
    ("lists", "Red and black lists", "红黑榜"),
    ("ledger", "Ledger", "工作台账"),
    ("sheet_changes", "Changes", "变化情况"),
    ("sheet_entities", "By entity", "各主体情况"),
    ("sheet_units", "By leading unit", "各牵头单位情况"),
    ("sheet_behind", "Behind", "未达标情况"),
    ("sheet_lists", "Lists", "红黑榜"),
    ("sheet_ledger", "Ledger", "工作台账"),
    ("direction", "Change", "变化"),
    ("better", "better", "好转"),
    ("worse", "worse", "变差"),
    ("otherwise", "other", "其他"),
    ("period_before", "Before", "上期"),
    ("state_before", "State before", "上期结论"),
    ("actual_before", "Actual before", "上期实际"),
    ("unmet", "Unmet", "未达标项数"),
    ("with_what", "Targets", "目标"),
    ("share_met", "Share met", "达标率"),
    (
        "share_note",
        "The share met is of those met or unmet.",
        "达标率为达标项数占达标与未达标项数之和的比例。",
    ),
    (
        "leads_note",
        "The share met is of those met or unmet. What several units lead is counted with each of them.",
        "达标率为达标项数占达标与未达标项数之和的比例。几个单位共同牵头的，各计一次。",
    ),
    ("of_no_entity", "not by entity", "不分主体"),
    ("led_by_none", "nobody named", "未写明牵头"),
    ("left_side", "Left side", "左边"),
    ("right_side", "Right side", "右边"),
    ("difference", "Difference", "差"),
    ("times", "Times", "次数"),
    ("supports", "Others", "责任和配合单位"),
    ("evidence", "Evidence", "佐证"),
    ("closed", "Closed", "销号日期"),
    ("list", "List", "榜单"),
    ("who", "Who", "名单"),
    ("excepted", "Left off", "不列入"),
    ("glance", "At a glance", "总览"),
    ("verdicts", "verdicts", "项结论"),
    ("matrix", "Who stands where", "各主体达标情况"),
    (
        "matrix_note",
        "Of each target the latest verdict that is not pending.",
        "每项目标取最近一次已到期或已有数据的结论。",
    ),
    ("everyone", "all", "全部"),
    ("attention", "What wants looking after", "需要关注"),
    ("nothing", "Nothing.", "无。"),
    ("next", "What is due next", "近期到期"),
    ("rankings", "Scores and ranks", "得分与排名"),
    ("escalations", "What follows", "督办与激励"),
    ("checks", "Checks of the figures", "数据核验"),
    ("problems", "Problems in the data", "数据问题"),
    ("targets", "Target by target", "逐项目标"),
    ("target", "Target", "目标"),
    ("entity", "Entity", "主体"),
    ("period", "Period", "时期"),
    ("state", "State", "结论"),
    ("actual", "Actual", "实际"),
    ("required", "Required", "要求"),
    ("margin", "Margin", "余量"),
    ("due", "Due", "期限"),
    ("to_best", "To the best", "距最优"),
    ("best", "best", "最优"),
    ("because", "Because of", "涉及目标"),
    ("on_the_day", "On the day", "到期当日"),
    (
        "span_empty",
        "No verdict has a period that lies in this span or reaches into it.",
        "本期没有结论：没有统计时期在本期之内或与本期重叠的结论。",
    ),
    ("why", "Why", "依据"),
    ("lead", "Lead", "牵头"),
    ("clause", "Clause", "条款"),
    ("rule", "Rule", "规则"),
    ("best_effort", "best effort", "力争"),
    ("of_best_effort", "of which best effort", "其中力争"),
    ("rank", "Rank", "名次"),
    ("ranked", "Ranked", "参评数"),
    ("total", "Total", "总分"),
    ("grade", "Grade", "等次"),
    ("party", "Party", "对象"),
    ("standing", "Standing", "情形"),
    ("follows", "What follows", "后续措施"),
    ("check", "Check", "核验"),
    ("result", "Result", "结果"),
    ("place", "Place", "位置"),
    ("message", "What is wrong", "问题"),
    ("trend", "Trend", "走势"),
    ("policy_hash", "Policy", "方案"),
    ("data_hash", "Data", "数据"),
    ("title", "Title", "名称"),
    ("count", "Verdicts", "结论数"),
    ("all_verdicts", "All", "合计"),
    ("note", "Note", "备注"),
    ("part", "Part", "分项"),
    ("score", "Score", "评分"),
    ("step", "Step", "推导"),
    ("kind_of_problem", "Kind", "类别"),
    ("code", "Code", "代码"),
    ("more", "Further ones not listed:", "未列出的还有："),
    ("reason", "Why", "原因"),
    (
        "met_since_note",
        "Misses of earlier periods that were met since are left out",
        "以前各期未达标、此后已达标的不再列出",
    ),
    (
        "rows_cut",
        "Rows that a sheet has no room for:",
        "工作表容纳不下而略去的行数：",
    ),
    (
        "columns_cut",
        "Columns that a sheet has no room for:",
        "工作表容纳不下而略去的列数：",
    ),
    (
        "cells_cut",
        "Texts cut to what a cell holds:",
        "超出单元格长度而截短的文字：",
    ),
    ("sheet_overview", "Overview", "总览"),
    ("sheet_matrix", "Lights", "达标情况"),
    ("sheet_attention", "Attention", "需要关注"),
    ("sheet_next", "Due next", "近期到期"),
    ("sheet_verdicts", "Verdicts", "结论"),
    ("sheet_parts", "Parts", "分项结论"),
    ("sheet_rankings", "Scores", "得分与排名"),
    ("sheet_escalations", "What follows", "督办与激励"),
    ("sheet_checks", "Checks", "数据核验"),
    ("sheet_problems", "Data problems", "数据问题"),
    ("sheet_derivations", "Derivations", "推导"),
    (
        "points_note",
        "Margins of percentages are in percentage points.",
        "百分比的余量为百分点。",
    ),
];

/// A sign for a state, so that colour is not the only thing that tells it.
pub(super) fn sign(state: State) -> &'static str {
    match state {
        State::Met => "✓",
        State::Unmet => "✗",
        State::AtRisk => "!",
        State::OnTrack => "↗",
        State::Pending => "…",
        State::NoData => "?",
        State::NotApplicable => "–",
        State::Invalid => "⚠",
    }
}
