//! A verdict explained in one sentence.

use dabiao_model::{Comparator, Language, State, Tier, Verdict};

use super::detail::{Detail, Part, Progress};
use super::step::Step;
use super::text::{gap_text, suspicion_text};
use crate::assessment::Assessment;

/// The verdict in one sentence: who, what, state, the figures with their cells, the demand, margin, due date and clause.
pub fn sentence(assessment: &Assessment<'_>, verdict: &Verdict, language: Language) -> String {
    let detail = assessment.detail(verdict);
    let mut clauses = vec![head(assessment, verdict, detail.tier, language)];
    let steps = assessment.derive(verdict).steps;
    clauses.extend(steps.iter().filter_map(|step| step_clause(step, language)));
    clauses.extend(demand(&detail, language));
    clauses.extend(
        detail
            .parts
            .iter()
            .filter_map(|part| part_clause(part, language)),
    );
    clauses.extend(stretch_clause(&detail, language));
    clauses.extend(rows_clause(&detail, language));
    clauses.extend(detail.progress.map(|it| progress_text(it, language)));
    clauses.extend(attendance_clause(&detail, language));
    clauses.extend(signoff_clause(&detail, language));
    clauses.extend(
        detail
            .gap
            .as_ref()
            .map(|gap| gap_text(assessment.program(), gap, language)),
    );
    clauses.extend(
        detail
            .suspicion
            .map(|why| suspicion_text(assessment, why, language)),
    );
    clauses.extend(when(verdict, &detail, language));
    clauses.extend(clause_of_source(assessment, verdict, language));
    language.pick(
        format!("{}.", clauses.join("; ")),
        format!("{}。", clauses.join("；")),
    )
}

fn head(
    assessment: &Assessment<'_>,
    verdict: &Verdict,
    tier: Option<Tier>,
    language: Language,
) -> String {
    let rule = assessment.program().rules.get(verdict.rule.index());
    let id = rule.map_or("", |rule| rule.id.as_ref());
    let title = rule
        .and_then(|rule| rule.title.as_deref())
        .map_or(String::new(), |title| format!(" {title}"));
    let entity = verdict
        .entity
        .map(|entity| assessment.program().schema.entity_name(entity).to_owned());
    let period = verdict.period.map(|period| period.text(language));
    let whose: Vec<String> = entity.into_iter().chain(period).collect();
    let state = verdict.state.with_tier(tier, language);
    match (whose.is_empty(), language) {
        (true, Language::English) => format!("{id}{title}: {state}"),
        (true, Language::Chinese) => format!("{id}{title}：{state}"),
        (false, Language::English) => format!("{id}{title} ({}): {state}", whose.join(", ")),
        (false, Language::Chinese) => format!("{id}{title}（{}）：{state}", whose.join("，")),
    }
}

/// `SME share = 7999万元 (figures.csv:2:5) / 10000万元 (…) = 79.99%`; nothing when a figure is missing.
fn step_clause(step: &Step, language: Language) -> Option<String> {
    let value = step.value.as_ref()?.text(language);
    let label = step.label.get(language);
    let at = match places(step).as_slice() {
        [] => String::new(),
        places => place(&places.join(language.pick(", ", "、")), language),
    };
    let formula = step
        .formula
        .as_ref()
        .filter(|_| !step.steps.is_empty())
        .map(|formula| formula.get(language));
    Some(match formula {
        Some(formula) if formula != label => format!("{label} = {formula}{at} = {value}"),
        _ => format!("{label} = {value}{at}"),
    })
}

/// The cells behind a step, by the names of their files alone.
fn places(step: &Step) -> Vec<&str> {
    let own = step.at.as_deref().map(short);
    own.into_iter()
        .chain(step.steps.iter().flat_map(|step| places(step)))
        .take(8)
        .collect()
}

/// A place without the folders of its file.
fn short(at: &str) -> &str {
    at.rsplit_once(['/', '\\']).map_or(at, |(_, name)| name)
}

fn place(at: &str, language: Language) -> String {
    language.pick(format!(" ({at})"), format!("（{at}）"))
}

fn demand(detail: &Detail, language: Language) -> Vec<String> {
    let mut clauses = Vec::new();
    if let Some(threshold) = &detail.threshold {
        let value = threshold.value.text(language);
        clauses.push(language.pick(
            format!("required {} {value}", threshold.comparator),
            format!("要求 {} {value}", threshold.comparator),
        ));
    }
    if let Some(margin) = detail
        .margin
        .as_ref()
        .and_then(|margin| Some((margin.number()?, margin)))
    {
        let (number, margin) = margin;
        let text = margin.text(language);
        let text = text.trim_start_matches('-');
        let strict = detail.threshold.as_ref().is_some_and(|threshold| {
            matches!(
                threshold.comparator,
                Comparator::MoreThan | Comparator::LessThan
            )
        });
        clauses.push(if number.is_zero() && strict {
            language
                .pick("equal is not enough", "相等尚不足够")
                .to_owned()
        } else if number.is_negative() {
            language.pick(format!("short by {text}"), format!("差 {text}"))
        } else {
            language.pick(format!("{text} to spare"), format!("余 {text}"))
        });
    }
    clauses
}

fn part_clause(part: &Part, language: Language) -> Option<String> {
    let label = language.pick(&part.label.0, &part.label.1);
    let threshold = part.threshold.as_ref()?;
    let required = format!(
        "{} {}",
        threshold.comparator,
        threshold.value.text(language)
    );
    let state = part.state.name(language);
    Some(language.pick(
        format!("{label} {required}: {state}"),
        format!("{label} {required}：{state}"),
    ))
}

/// The higher level and whether it is reached.
fn stretch_clause(detail: &Detail, language: Language) -> Option<String> {
    let stretch = detail.stretch.as_ref()?;
    let threshold = stretch.threshold.as_ref()?;
    let demanded = format!(
        "{} {}",
        threshold.comparator,
        threshold.value.text(language)
    );
    let state = stretch.state.name(language);
    Some(language.pick(
        format!("stretch {demanded}: {state}"),
        format!("更高目标 {demanded}：{state}"),
    ))
}

fn rows_clause(detail: &Detail, language: Language) -> Option<String> {
    let rows = detail.rows?;
    let mut text = language.pick(
        format!(
            "{} in time, {} late, {} open",
            rows.in_time, rows.late, rows.open
        ),
        format!(
            "按期{}件，逾期{}件，未到限{}件",
            rows.in_time, rows.late, rows.open
        ),
    );
    let late: Vec<&str> = detail
        .offenders
        .iter()
        .take(5)
        .map(|offender| short(&offender.at))
        .collect();
    if !late.is_empty() {
        text.push_str(&place(&late.join(language.pick(", ", "、")), language));
    }
    Some(text)
}

/// `3 done, 1 in part, 5 in all`.
pub fn progress_text(progress: Progress, language: Language) -> String {
    let Progress {
        done,
        partly,
        total,
    } = progress;
    language.pick(
        format!("{done} done, {partly} in part, {total} in all"),
        format!("完成{done}，部分完成{partly}，共{total}"),
    )
}

/// `kept 3 of 4; missed 2025-03-15`.
fn attendance_clause(detail: &Detail, language: Language) -> Option<String> {
    let attendance = detail.attendance.as_ref().filter(|it| it.owed > 0)?;
    let (kept, owed) = (attendance.kept, attendance.owed);
    let mut text = language.pick(
        format!("kept {kept} of {owed}"),
        format!("应办{owed}次，已办{kept}次"),
    );
    if attendance.open > 0 {
        let open = attendance.open;
        text.push_str(&language.pick(format!(", {open} still open"), format!("，{open}次未到期")));
    }
    if !attendance.missed.is_empty() {
        let missed: Vec<String> = attendance.missed.iter().map(ToString::to_string).collect();
        text.push_str(&language.pick(
            format!("; missed {}", missed.join(", ")),
            format!("；缺办 {}", missed.join("、")),
        ));
    }
    Some(text)
}

fn signoff_clause(detail: &Detail, language: Language) -> Option<String> {
    let signoff = detail.signoff.as_ref()?;
    let date = signoff
        .date
        .map_or(String::new(), |date| format!(" {date}"));
    let at = signoff
        .at
        .as_ref()
        .map_or(String::new(), |at| place(short(at), language));
    let late = signoff.late_days.map_or(String::new(), |days| {
        language.pick(format!(", {days} days late"), format!("，迟{days}天"))
    });
    Some(language.pick(
        format!(
            "signed off as {}{date}{at}{late}",
            signoff.state.name(language)
        ),
        format!("销号状态为{}{date}{at}{late}", signoff.state.name(language)),
    ))
}

fn when(verdict: &Verdict, detail: &Detail, language: Language) -> Vec<String> {
    let mut clauses = Vec::new();
    if let Some(interim) = detail
        .interim
        .filter(|_| !matches!(verdict.state, State::Met | State::Unmet))
    {
        clauses.push(language.pick(
            format!("interim figures of {interim}"),
            format!("采用 {interim} 的数据"),
        ));
    }
    if let Some(due) = verdict.due {
        clauses.push(language.pick(format!("due {due}"), format!("期限 {due}")));
    }
    clauses
}

fn clause_of_source(
    assessment: &Assessment<'_>,
    verdict: &Verdict,
    language: Language,
) -> Option<String> {
    let rule = assessment.program().rules.get(verdict.rule.index())?;
    if rule.duty.cite.is_empty() {
        return None;
    }
    let cited = rule.duty.cite.join(language.pick(", ", "、"));
    Some(language.pick(format!("clause {cited}"), format!("出处 {cited}")))
}
