//! What policies cost, as text and as the entries of a document.

use dabiao_core::cost::{Cost, RuleCost, Way};
use dabiao_core::{Language, Program};

use crate::clean::clean;
use crate::document::{CostEntry, RuleCostEntry};
use crate::paint::{heading, paint};
use crate::table::{Fit, Grid};
use crate::{Look, words};

/// What a program costs: how many rules are decided in which way, and a line a rule. With a line end.
pub fn cost_text(program: &Program, cost: &Cost, look: Look) -> String {
    let title = paint(&clean(&program.title), heading(), look.colour);
    let mut grid = Grid::new(vec![
        (words::RULE.get(look.language), Fit::Whole),
        (words::HOW_DECIDED.get(look.language), Fit::Wraps(16)),
        (words::COLUMNS.get(look.language), Fit::Number),
        (words::PER_VERDICT.get(look.language), Fit::Number),
        (words::PER_CASE.get(look.language), Fit::Number),
        (words::VERDICTS.get(look.language), Fit::Number),
    ]);
    for rule in &cost.rules {
        let id = program.rules.get(rule.rule.index());
        let cells = [
            id.map(|rule| clean(&rule.id).into_owned())
                .unwrap_or_default(),
            ways(program, rule, look.language),
            rule.columns.to_string(),
            rule.operations.to_string(),
            some(rule.per_case),
            verdicts(rule, look.language),
        ];
        grid.row(cells.map(Into::into));
    }
    let summary = summary(cost, look.language);
    if cost.rules.is_empty() {
        return format!("{title}\n{summary}\n");
    }
    format!("{title}\n{summary}\n\n{}\n", grid.render(look))
}

/// The entry of one policy in the document of `dabiao check --cost --format json`.
pub fn cost_entry(program: &Program, cost: &Cost) -> CostEntry {
    let rules = cost.rules.iter().filter_map(|rule| {
        let known = program.rules.get(rule.rule.index())?;
        Some(RuleCostEntry {
            id: known.id.to_string(),
            ways: rule.ways.iter().map(|way| key(*way)).collect(),
            columns: rule.columns,
            operations_per_verdict: rule.operations,
            operations_per_case: rule.per_case,
            entities: rule.entities,
            verdicts: rule.verdicts(),
        })
    });
    CostEntry {
        title: program.title.to_string(),
        sums: cost.sums,
        quotients: cost.quotients,
        formulas: cost.formulas,
        bytes: cost.bytes,
        rules: rules.collect(),
    }
}

fn summary(cost: &Cost, language: Language) -> String {
    let (sums, quotients, formulas) = (cost.sums, cost.quotients, cost.formulas);
    let (known, open) =
        cost.rules
            .iter()
            .fold((0_usize, 0_usize), |sums, rule| match rule.verdicts() {
                Some(verdicts) => (sums.0.saturating_add(verdicts), sums.1),
                None => (sums.0, sums.1.saturating_add(rule.entities)),
            });
    let bytes = cost.bytes;
    let more = match open {
        0 => String::new(),
        open => language.pick(
            format!(", and {open} for each period of duties without an end"),
            format!("，另有持续性任务每期 {open} 项"),
        ),
    };
    language.pick(
        format!(
            "verdicts: {known}{more}\ncomparisons: sums {sums}, quotients {quotients}, by their formula {formulas}; \
             the program holds {bytes} bytes"
        ),
        format!(
            "结论 {known} 项{more}\n比较：和式 {sums} 个，比值 {quotients} 个，逐式计算 {formulas} 个；程序占用 {bytes} 字节"
        ),
    )
}

fn verdicts(rule: &RuleCost, language: Language) -> String {
    let entities = rule.entities;
    rule.verdicts().map_or_else(
        || language.pick(format!("{entities} a period"), format!("每期 {entities}")),
        |verdicts| verdicts.to_string(),
    )
}

fn some(operations: u64) -> String {
    if operations == 0 {
        String::new()
    } else {
        operations.to_string()
    }
}

fn ways(program: &Program, rule: &RuleCost, language: Language) -> String {
    let name = |way: &Way| match way {
        Way::WholeNumbers => words::ON_WHOLE_NUMBERS.get(language).to_owned(),
        Way::Formula => words::BY_FORMULA.get(language).to_owned(),
        Way::Peers => words::BY_PEERS.get(language).to_owned(),
        Way::SignOffs => words::BY_SIGN_OFFS.get(language).to_owned(),
        Way::Cases(record) => {
            let record = program.schema.records.get(record.index());
            let name = record.and_then(|record| record.names.first());
            let name = name.map(|name| clean(name)).unwrap_or_default();
            language.pick(format!("cases of {name}"), format!("逐条查看{name}"))
        }
    };
    let ways: Vec<String> = rule.ways.iter().map(name).collect();
    ways.join(language.pick(", ", "、"))
}

fn key(way: Way) -> &'static str {
    match way {
        Way::WholeNumbers => "whole_numbers",
        Way::Formula => "formula",
        Way::Cases(_) => "cases",
        Way::Peers => "peers",
        Way::SignOffs => "sign_offs",
    }
}
