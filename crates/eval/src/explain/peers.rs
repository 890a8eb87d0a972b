//! Values over peers in words, and with each peer's value and cells.

use dabiao_model::{Language, Text, Unit};

use super::step::{Step, both, expr_step};
use super::text::{Leaf, cell_gap_text, expr_text, leaf_text};
use super::value::Value;
use crate::evaluate::cell::Cell;
use crate::evaluate::{Evaluation, Frame};
use crate::program::{Expr, ExprId, PeerFunction, Peers, PeersId, Program};
use crate::reason::Gap;

/// `best of SME share over county` | `中小企业采购占比 在 县市 中 最优值`.
pub(super) fn peers_text(program: &Program, id: PeersId, language: Language) -> String {
    let Some(plan) = program.peers.get(id.index()) else {
        return String::new();
    };
    let word = word(plan.function, language);
    let what = what(program, plan.of, language);
    let over = plan.over.as_ref().map(|(name, _)| name.as_ref());
    let others = if plan.others {
        language.pick(" among others", " 不含本身")
    } else {
        ""
    };
    match (over, language) {
        (None, Language::English) => format!("{word} of {what}{others}"),
        (None, Language::Chinese) => format!("{what} {word}{others}"),
        (Some(over), Language::English) => format!("{word} of {what} over {over}{others}"),
        (Some(over), Language::Chinese) => format!("{what} 在 {over} 中 {word}{others}"),
    }
}

/// What is compared: a derived metric by its name, a formula in brackets.
fn what(program: &Program, id: ExprId, language: Language) -> String {
    let text = super::text::expr_name(program, id, language);
    match program.exprs.get(id.index()) {
        Some(Expr::Slot(_) | Expr::Derived(..)) => text,
        _ => format!("({text})"),
    }
}

fn word(function: PeerFunction, language: Language) -> &'static str {
    match function {
        PeerFunction::Best => language.pick("best", "最优值"),
        PeerFunction::Worst => language.pick("worst", "最差值"),
        PeerFunction::Overall => language.pick("overall", "总体值"),
        PeerFunction::Mean => language.pick("mean", "算术平均"),
        PeerFunction::Median => language.pick("median", "中位数"),
        PeerFunction::Rank => language.pick("rank", "位次"),
        PeerFunction::Count => language.pick("number", "有数据的个数"),
    }
}

/// A value over peers: each peer with its value and cells, the best first, then those without a value.
pub(super) fn peers_step(evaluation: &Evaluation<'_>, id: PeersId, frame: Frame) -> Step {
    let program = evaluation.program;
    let mut step = Step::new(both(|language| peers_text(program, id, language)));
    let Some(plan) = program.peers.get(id.index()) else {
        return step;
    };
    if let Cell::Number(value) = evaluation.peers(id, frame) {
        step.value = Some(Value::Number(value, unit(evaluation, plan)));
    }
    if plan.function == PeerFunction::Count {
        // Who they are stands with the rank that is compared with their number.
        return step;
    }
    let gathered = evaluation.gathered(id, plan, frame);
    let counted = gathered.known().into_iter();
    let counted = counted.filter(|entity| !plan.others || Some(*entity) != frame.entity);
    let at = |entity| Frame {
        entity: Some(entity),
        ..frame
    };
    step.steps = counted
        .map(|entity| {
            let name = program.schema.entity_name(entity);
            let mut peer = expr_step(evaluation, plan.of, at(entity));
            if peer.value.is_none()
                && let Cell::Number(value) = evaluation.expr(plan.of, at(entity))
            {
                peer.value = Some(Value::Number(value, plan.unit.clone()));
            }
            Step {
                label: Text::same(name),
                ..peer
            }
        })
        .collect();
    let left_out = gathered.without_value();
    step.steps.extend(left_out.map(|(entity, cell)| {
        let name = program.schema.entity_name(entity);
        Step::new(both(|language| {
            let why = cell_gap_text(program, cell, language);
            language.pick(
                format!("{name}, left out: {why}"),
                format!("{name}（未计入：{why}）"),
            )
        }))
    }));
    step
}

/// The unit of the value: that of what is compared, but for places and numbers of peers.
fn unit(evaluation: &Evaluation<'_>, plan: &Peers) -> Unit {
    let units = &evaluation.program.schema.units;
    match plan.function {
        PeerFunction::Rank => units.plainest(&dabiao_model::Dimension::Rank),
        PeerFunction::Count => Unit::number(),
        _ => plan.unit.clone(),
    }
}

/// Why there is no value over peers.
pub(super) fn peers_gap_text(program: &Program, gap: &Gap, language: Language) -> String {
    let Gap::NotAmongPeers { entity } = gap else {
        return language
            .pick(
                "nobody who is compared has a value",
                "参与比较的主体均无数据",
            )
            .to_owned();
    };
    let name = program.schema.entity_name(*entity);
    language.pick(
        format!("{name} is not among those who are compared"),
        format!("{name}不在参与比较的主体之中"),
    )
}

/// A formula's leaf with its value in place of its name.
pub(super) fn leaf_value(
    evaluation: &Evaluation<'_>,
    leaf: Leaf,
    frame: Frame,
    language: Language,
) -> String {
    let value = super::step::leaf_step(evaluation, leaf, frame).value;
    value.map_or_else(|| "?".to_owned(), |value| value.text(language))
}

/// A formula by the names of its leaves.
pub(super) fn formula_text(program: &Program, id: ExprId, language: Language) -> String {
    expr_text(program, id, language, &|leaf| {
        leaf_text(program, leaf, language)
    })
}
