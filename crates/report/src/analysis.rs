//! What was found of the targets of a policy, as text and as JSON.

use dabiao_core::derivation::{Line, Role};
use dabiao_core::targets::{Analysis, Finding};
use dabiao_core::{Diagnostic, Language, Policy, Ratio, Sources};

use crate::clean::clean;
use crate::diagnostics_json::entry;
use crate::document::{
    AnalysisDocument, AnalysisFindingEntry, DerivationLineEntry, PolicyEntry, SeatEntry,
};
use crate::paint::{faint, heading, paint};
use crate::{Look, terminal, words};

/// An analysis with what it is told with.
#[derive(Debug, Clone, Copy)]
pub struct AnalysisReport<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Its files.
    pub sources: &'a Sources,
    /// What was found.
    pub analysis: &'a Analysis,
    /// Each finding as it is to be told.
    pub told: &'a [Diagnostic],
}

/// The report: each finding with its derivation. With a line end.
pub fn analysis_text(report: &AnalysisReport<'_>, look: Look) -> String {
    let mut sections = vec![head(report, look)];
    for (finding, diagnostic) in report.analysis.findings.iter().zip(report.told) {
        let mut text = terminal::diagnostic(diagnostic, report.sources, look);
        for line in derivation(&finding.derivation, look) {
            text.push('\n');
            text.push_str(&line);
        }
        sections.push(text);
    }
    sections.extend(given_up(report, look));
    sections
        .iter()
        .map(|section| format!("{section}\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn head(report: &AnalysisReport<'_>, look: Look) -> String {
    let title = report
        .policy
        .program()
        .map_or("", |program| program.title.as_ref());
    let title = paint(&clean(title), heading(), look.colour);
    let Analysis {
        targets, questions, ..
    } = report.analysis;
    let found = report.analysis.findings.len();
    let counts = look.language.pick(
        format!(
            "{} analysed, {} decided: {}",
            counted(*targets, "target"),
            counted(*questions, "question"),
            counted(found, "finding")
        ),
        format!("分析 {targets} 项目标，判定 {questions} 个问题：发现 {found} 处"),
    );
    format!("{title}\n{counts}")
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

fn given_up(report: &AnalysisReport<'_>, look: Look) -> Option<String> {
    let ids = ids(report, &report.analysis.given_up);
    let ids = ids.join(look.language.pick(", ", "、"));
    (!ids.is_empty()).then(|| {
        look.language.pick(
            format!("Not decided within the work allowed: {ids}"),
            format!("在允许的运算量内未能判定：{ids}"),
        )
    })
}

fn ids(report: &AnalysisReport<'_>, rules: &[usize]) -> Vec<String> {
    let all = report
        .policy
        .program()
        .map(|program| program.rules.as_slice());
    let rules = rules
        .iter()
        .filter_map(|index| all.unwrap_or_default().get(*index));
    rules.map(|rule| rule.id.to_string()).collect()
}

/// The lines of a derivation, indented, with what they rest on in a column.
pub(crate) fn derivation(lines: &[Line], look: Look) -> Vec<String> {
    let language = look.language;
    let wide = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let factor = |line: &Line| {
        line.factor
            .as_ref()
            .map_or_else(String::new, |it| format!("{} × ", number(it)))
    };
    let factors = lines
        .iter()
        .map(|line| wide(&factor(line)))
        .max()
        .unwrap_or_default();
    let from = |line: &Line| match line.role {
        Role::Hence => words::HENCE.get(language).to_owned(),
        Role::Against => format!(
            "{}{}",
            words::BUT.get(language),
            clean(line.from.get(language))
        ),
        Role::Uses | Role::Beside | Role::Case => clean(line.from.get(language)).into_owned(),
    };
    let names = lines
        .iter()
        .map(|line| wide(&from(line)))
        .max()
        .unwrap_or_default();
    lines
        .iter()
        .map(|line| {
            let (factor, from) = (factor(line), from(line));
            let indent = "  ".repeat(line.depth.saturating_add(1));
            let before = " ".repeat(factors.saturating_sub(wide(&factor)));
            let after = " ".repeat(names.saturating_sub(wide(&from)));
            let says = clean(line.says.get(language));
            let text = format!("{indent}{before}{factor}{from}{after}  {says}");
            let style = if line.role == Role::Hence {
                heading()
            } else {
                faint()
            };
            match line.role {
                Role::Uses | Role::Beside => text.trim_end().to_owned(),
                _ => paint(text.trim_end(), style, look.colour),
            }
        })
        .collect()
}

/// A number exactly: its digits, or a fraction.
pub(crate) fn number(value: &Ratio) -> String {
    value.to_decimal(6).unwrap_or_else(|| value.to_string())
}

/// The document of `dabiao analyse --format json`, with a line end.
pub fn analysis_json(report: &AnalysisReport<'_>, language: Language) -> String {
    let program = report.policy.program();
    let findings = report.analysis.findings.iter().zip(report.told);
    let findings =
        findings.map(|(finding, diagnostic)| finding_entry(report, finding, diagnostic, language));
    crate::to_json::text(&AnalysisDocument {
        schema: AnalysisDocument::SCHEMA,
        policy: PolicyEntry {
            title: program.map_or_else(String::new, |it| it.title.to_string()),
            hash: program.map_or_else(String::new, |it| it.hash.clone()),
        },
        targets: report.analysis.targets,
        questions: report.analysis.questions,
        given_up: ids(report, &report.analysis.given_up),
        findings: findings.collect(),
    })
}

fn finding_entry(
    report: &AnalysisReport<'_>,
    finding: &Finding,
    diagnostic: &Diagnostic,
    language: Language,
) -> AnalysisFindingEntry {
    let schema = report.policy.schema();
    let seats = finding.seats.iter().map(|seat| SeatEntry {
        entity: seat.entity.map(|it| schema.entity_name(it).to_owned()),
        period: seat.period.map(|it| it.to_string()),
    });
    AnalysisFindingEntry {
        diagnostic: entry(diagnostic, report.sources, language),
        target: ids(report, &[finding.rule]).concat(),
        others: ids(report, &finding.others),
        at: seats.collect(),
        derivation: lines(&finding.derivation, language),
    }
}

pub(crate) fn lines(derivation: &[Line], language: Language) -> Vec<DerivationLineEntry> {
    let lines = derivation.iter().map(|line| DerivationLineEntry {
        depth: line.depth,
        role: match line.role {
            Role::Uses => "uses",
            Role::Hence => "hence",
            Role::Beside => "beside",
            Role::Against => "against",
            Role::Case => "case",
        },
        factor: line.factor.as_ref().map_or_else(|| "1".to_owned(), number),
        from: line.from.get(language).to_owned(),
        says: line.says.get(language).to_owned(),
    });
    lines.collect()
}
