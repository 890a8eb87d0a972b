//! Common lines read without the grammar, which stays the definition: what is not plain beyond doubt is left to it.
//!
//! A line is first recognised whole, without a complaint, and then made a tree by the steps that the grammar's pairs go
//! through too. What is read here is the tree that the grammar gives, with the same places; `tests/quick.rs` holds
//! both against each other.

mod cases;
mod cursor;
mod dates;
mod declarations;
mod formula;
mod metric;
mod rules;
mod testing;
mod words;

use std::ops::Range;

use dabiao_diagnostics::Span;
use dabiao_grammar::vocabulary::Phrase;

use super::headers::{CheckHead, Demand, Labelled};
use super::reader::Reader;
use crate::ast::{
    CheckClause, Condition, DeclarationClause, Entity, EscalationClause, Metric, MetricClause,
    MetricOption, Name, PolicyClause, RecordClause, RuleClause, ScoreClause, Str, TestClause,
};
pub(super) use cursor::Cursor;
use rules::{DemandLine, RuleLine};

/// What the first line of an item says; none where that was reported.
pub(super) enum Head {
    Metric(Option<Metric>),
    Target(Labelled<Option<Demand>>),
    Check(Labelled<CheckHead>),
    /// A task or milestone, perhaps with a clause on its line.
    Rule(Labelled<Option<(RuleClause, Span)>>),
    Test(Str),
    Entity(Entity),
    Record(Name, Option<Name>),
    Metrics(Vec<MetricOption>),
}

/// A clause of which some lines can be read without the grammar.
pub(super) trait Clause: Sized {
    /// The clause, if its line is plain.
    fn quick(_reader: &mut Reader<'_>, _cursor: &mut Cursor<'_>) -> Option<Self> {
        None
    }
}

impl Clause for RuleClause {
    fn quick(_: &mut Reader<'_>, cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.rule_clause()
    }
}

impl Clause for TestClause {
    fn quick(reader: &mut Reader<'_>, cursor: &mut Cursor<'_>) -> Option<Self> {
        let line = cursor.test_clause()?;
        Some(reader.quick_test(cursor, line))
    }
}

impl Clause for CheckClause {
    fn quick(_: &mut Reader<'_>, cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.check_clause()
    }
}

impl Clause for MetricClause {
    fn quick(_: &mut Reader<'_>, cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.metric_clause()
    }
}

impl Clause for RecordClause {
    fn quick(_: &mut Reader<'_>, cursor: &mut Cursor<'_>) -> Option<Self> {
        cursor.record_clause()
    }
}

impl Clause for DeclarationClause {}
impl Clause for EscalationClause {}
impl Clause for PolicyClause {}
impl Clause for ScoreClause {}

impl<'s> Reader<'s> {
    /// The first line of an item, if it is plain.
    pub(super) fn quick_head(&mut self, keyword: &Phrase, range: &Range<usize>) -> Option<Head> {
        let mut cursor = self.cursor(range)?;
        match keyword.id() {
            "METRIC" => {
                let line = cursor.item(keyword, Cursor::metric)?;
                self.count(cursor.english, cursor.chinese);
                Some(Head::Metric(self.quick_metric(&cursor, line)))
            }
            "TARGET" => {
                let line = cursor.item(keyword, Cursor::rule_line)?;
                Some(Head::Target(self.quick_rule(&cursor, line)))
            }
            "CHECK" => {
                let line = cursor.item(keyword, Cursor::rule_line)?;
                let Labelled { id, title, rest } = self.quick_rule(&cursor, line);
                let rest = (rest, Vec::new());
                Some(Head::Check(Labelled { id, title, rest }))
            }
            "TASK" | "MILESTONE" => {
                let (id, title, rest) = cursor.item(keyword, Cursor::labels)?;
                // A task without an id is none.
                if id.is_none() && *keyword == *Phrase::TASK {
                    return None;
                }
                self.count(cursor.english, cursor.chinese);
                Some(Head::Rule(Labelled { id, title, rest }))
            }
            "TEST" => {
                let title = cursor.item(keyword, Cursor::title)?;
                self.count(cursor.english, cursor.chinese);
                Some(Head::Test(title))
            }
            "ENTITY" => {
                let entity = cursor.item(keyword, Cursor::entity)?;
                self.count(cursor.english, cursor.chinese);
                Some(Head::Entity(entity))
            }
            "RECORD" => {
                let (name, per) = cursor.item(keyword, Cursor::record)?;
                self.count(cursor.english, cursor.chinese);
                Some(Head::Record(name, per))
            }
            "METRICS" => {
                let options = cursor.item(keyword, Cursor::table_options)?;
                self.count(cursor.english, cursor.chinese);
                Some(Head::Metrics(options))
            }
            _ => None,
        }
    }

    fn quick_rule(&mut self, cursor: &Cursor<'_>, line: RuleLine) -> Labelled<Option<Demand>> {
        self.count(cursor.english, cursor.chinese);
        let rest = match line.demand {
            DemandLine::AllOf => Some(Demand::AllOf),
            DemandLine::AnyOf => Some(Demand::AnyOf),
            DemandLine::Formula(terms) => self.quick_formula(cursor, terms).map(Demand::Formula),
        };
        Labelled {
            id: line.id,
            title: line.title,
            rest,
        }
    }

    /// A condition in a list, if its line is plain; nothing inside where it was reported.
    #[expect(
        clippy::option_option,
        reason = "a line that is not plain is read by the grammar, a wrong one is not read again"
    )]
    pub(super) fn quick_condition(&mut self, range: &Range<usize>) -> Option<Option<Condition>> {
        let mut cursor = self.cursor(range)?;
        let terms = cursor.condition()?;
        self.count(cursor.english, cursor.chinese);
        let formula = self.quick_formula(&cursor, terms);
        Some(formula.and_then(|formula| self.as_condition(formula)))
    }

    /// A metric in a table, if its line is plain.
    pub(super) fn quick_entry(&mut self, range: &Range<usize>) -> Option<Head> {
        let mut cursor = self.cursor(range)?;
        let line = cursor.metric()?;
        self.count(cursor.english, cursor.chinese);
        Some(Head::Metric(self.quick_metric(&cursor, line)))
    }

    /// A clause, if its line is plain.
    pub(super) fn quick_clause<T: Clause>(&mut self, range: &Range<usize>) -> Option<T> {
        let mut cursor = self.cursor(range)?;
        let clause = T::quick(self, &mut cursor)?;
        self.count(cursor.english, cursor.chinese);
        Some(clause)
    }

    fn cursor(&self, range: &Range<usize>) -> Option<Cursor<'s>> {
        let line = self.span(range.clone());
        (!self.by_grammar).then(|| Cursor::new(self.slice(range), line))
    }
}

#[cfg(test)]
mod tests {
    use dabiao_diagnostics::FileId;

    use super::super::suggest;
    use super::*;

    fn reader(text: &str) -> Reader<'_> {
        Reader::new(FileId::default(), text, super::super::Limits::default())
    }

    #[test]
    fn plain_lines_need_no_grammar() {
        for line in [
            "metric SME contract value in yuan, per county, per quarter, part of total contract value",
            "指标 采购占额 = 中小微采购额 / 采购总额",
            "指标 绿化覆盖率 单位 %，按 县市，每年",
            "target 6.1 \"SME ratio\": SME contract value / total contract value ≥ 80%",
            "target 6.2: steps ≤ 4个 and cost = 0 yuan or (one-stop halls + 2) * 3 > 15 working days",
            "目标 1.4：开办环节 不超过2个 且 开办时间 至少 5天 或 刻章费用 = 0元",
            "目标：办电时间（低压）≤ 15天",
            "核验 总数：问题数 = 整改数 + 待改数",
            "测试 “少一宗”",
            "任务 11 “两轻一免柔性执法”",
            "milestone 14.1 \"System\"",
            "milestone 14.4b \"Routine\": due end of 2022",
            "节点 7.4 “培训”：持续推进",
            "target 10.6 \"Short procedures\": all of:",
            "target 11.2: clue resolution rate better than last year",
            "目标 1：历史遗留数 清零",
            "entity 临夏市, 临夏县,\n  康乐县: county in 临夏州",
            "台账 合同，按 县市",
            "metrics per county, per quarter, stock",
        ] {
            let keyword = suggest::starts_item(line).unwrap();
            let head = reader(line).quick_head(keyword, &(0..line.len()));
            assert!(head.is_some(), "{line}");
        }
        for line in [
            "牵头：州财政局、州发改委",
            "with everyone else, “B”",
            "cite 6, 7.1",
            "理由 “按原文”",
            "due June 2021, then continuous",
            "期限 12月底前",
            "jointly 州法院, 州税务局 and others",
            "stage b \"Second half\": due 2025-12",
            "力争",
        ] {
            let clause = reader(line).quick_clause::<RuleClause>(&(0..line.len()));
            assert!(clause.is_some(), "{line}");
        }
        for line in [
            "evaluated on 2025-04-30",
            "given SME ratio = 70%, 60%, halls (towns) = 5个 for 临夏县, 临夏市 from 2025Q1",
            "设 采购额 = 80万元 对 临夏县 于 2025Q1",
            "given K1.1, 2.2 done 2025-03-20 for 临夏县",
            "expect 6.1, K3 met for 临夏县 in 2025-01 to 2025-03",
            "应为 6.1 未达标",
            "given contract: kind is works, awarded 2025-02-10, electronic is no for 康乐县",
            "设 园区：等级 为 国家级、有条件 为 是，对 兰州市，于 2021年12月",
            "设 有一窗条件 = 否、是，对 甘南州，自 2021年一季度 起",
            "应为 16.4 达标，对 临夏县，于 2021年上半年，实际 6.25%，余量 1.25个百分点",
            "expect check floors holds for 临夏县,\n  康乐县 in 2025Q1",
            "given lecture: held 2025-07-01, halls 2, 2 rows for 临夏州",
            "given K1.1 done 2022-11-30, 3.5.4 partial",
            "expect 6.5 unmet, margin -0.5 days",
        ] {
            let clause = reader(line).quick_clause::<TestClause>(&(0..line.len()));
            assert!(clause.is_some(), "{line}");
        }
    }

    #[test]
    fn plain_clauses_of_declarations_need_no_grammar() {
        for line in ["alias 摸排次数", "越低越好", "cite 05-b, “06”"] {
            let clause = reader(line).quick_clause::<MetricClause>(&(0..line.len()));
            assert!(clause.is_some(), "{line}");
        }
        for line in [
            "别名 合同",
            "签订：日期 晚于 中标",
            "signed: yes/no",
            "出处 1.5-y",
            "kind: category (procurement, works), alias 类型",
            "counted by awarded",
        ] {
            let clause = reader(line).quick_clause::<RecordClause>(&(0..line.len()));
            assert!(clause.is_some(), "{line}");
        }
        for line in ["仅提示", "because \"x\"", "cite 1"] {
            let clause = reader(line).quick_clause::<CheckClause>(&(0..line.len()));
            assert!(clause.is_some(), "{line}");
        }
    }

    #[test]
    fn what_might_mean_more_is_left_to_the_grammar() {
        for line in [
            "metric 5G stations in 个",
            "metric closed within the limit in 件",
            "target 1: share of contract where electronic is yes ≥ 80%",
            "target 1: X at least 15% above last year",
            "target 1: 绿化覆盖率不低于40%",
            "target 1: X ≥ 80%以上",
            "target 1: X ≥ 1,304 yuan",
            "target 1: X ≥ 80% ≥ Y",
            "目标：合同在中标公告后10日内签订",
        ] {
            let keyword = suggest::starts_item(line).unwrap();
            let head = reader(line).quick_head(keyword, &(0..line.len()));
            assert!(head.is_none(), "{line}");
        }
    }
}
