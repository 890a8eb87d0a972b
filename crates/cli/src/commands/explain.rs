//! `dabiao explain`: why a verdict is what it is, or what a diagnostic code means.

mod outcomes;

use dabiao_core::{Assessment, Code, EntityId, Language, Period, Schema, Verdict, register};
use dabiao_report::{code_json, code_page, explanation_json, explanation_text};

use super::check::{compile, tell};
use super::evaluate::{as_of, assess, invalid, read};
use super::{In, Outcome, Result};
use crate::args::{ExplainArgs, Format};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::{output, texts};

/// The most verdicts that one run explains.
const MOST: usize = 20;

pub(super) fn run(args: &ExplainArgs, asked: Option<Language>, preferred: Language) -> Result {
    let Some(target) = &args.target else {
        let code = code(&args.policy.to_string_lossy()).in_language(preferred)?;
        let page = match args.output.format {
            Format::Text => format!("{}\n", code_page(code, output::look(preferred))),
            Format::Json => code_json(code, preferred),
        };
        output::print(&page).in_language(preferred)?;
        return Ok(Outcome::Fine);
    };
    let as_of = as_of(&args.data).in_language(preferred)?;
    let checked = compile(&args.policy, asked).in_language(preferred)?;
    let language = checked.language;
    if !checked.policy.is_valid() {
        return invalid(&checked, args.output.format).in_language(language);
    }
    let read = read(&args.data, &checked).in_language(language)?;
    let assessment = assess(&checked, &read, as_of).in_language(language)?;
    if args.output.format == Format::Text {
        tell(&read.diagnostics, &checked.sources, language);
    }
    let asked = outcomes::Asked {
        args,
        target,
        language,
    };
    if let Some(told) = outcomes::explained(asked, &assessment).in_language(language)? {
        output::print(&told.text).in_language(language)?;
        if told.more > 0 {
            let narrow = narrow_results(told.more, language);
            output::error(&texts::note(&narrow, language));
        }
        return Ok(Outcome::found(read.diagnostics.has_errors()));
    }
    let wanted =
        wanted(args, target, &assessment, checked.policy.schema()).in_language(language)?;
    let shown = wanted.get(..MOST).unwrap_or(&wanted);
    let more = wanted.len().saturating_sub(shown.len());
    let text = match args.output.format {
        Format::Text => {
            let look = output::look(language);
            let texts = shown
                .iter()
                .map(|verdict| explanation_text(&assessment, verdict, look));
            texts
                .collect::<Vec<_>>()
                .join(&format!("\n{}\n\n", "─".repeat(40)))
        }
        Format::Json => explanation_json(&assessment, shown, more, language),
    };
    output::print(&text).in_language(language)?;
    if more > 0 {
        output::error(&texts::note(&narrow(more, language), language));
    }
    Ok(Outcome::found(read.diagnostics.has_errors()))
}

/// The code of that id or name.
fn code(text: &str) -> std::result::Result<&'static Code, Failure> {
    register::find(text).ok_or_else(|| {
        let near = nearest(text, register::all().flat_map(|code| [code.id, code.name]));
        let (en, zh) = (
            texts::quoted(&near, Language::English),
            texts::quoted(&near, Language::Chinese),
        );
        let (en, zh) = if near.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("; the nearest are {en}"), format!("；相近的有{zh}"))
        };
        Failure::usage(
            format!(
                "“{text}” is no diagnostic code{en}. To explain a verdict, name its target too: \
                 `dabiao explain plan.dabiao 6.1 --data figures.csv --as-of 2025-06-30`"
            ),
            format!(
                "“{text}”不是诊断代码{zh}。要解释结论，请同时写出目标：\
                 `dabiao explain plan.dabiao 6.1 --data figures.csv --as-of 2025-06-30`"
            ),
        )
    })
}

/// The verdicts of the target, entity and period asked for.
fn wanted<'a>(
    args: &ExplainArgs,
    target: &str,
    assessment: &'a Assessment<'_>,
    schema: &Schema,
) -> std::result::Result<Vec<Verdict<'a>>, Failure> {
    let named =
        |verdict: &Verdict<'_>| verdict.target() == target || verdict.title() == Some(target);
    let all: Vec<Verdict<'a>> = assessment.verdicts().filter(named).collect();
    if all.is_empty() {
        return Err(no_such_target(target, assessment));
    }
    let entity = args
        .entity
        .as_deref()
        .map(|name| entity(name, schema))
        .transpose()?;
    let entity = entity.map(|id| schema.entity_name(id));
    let period = args.period.as_deref().map(period).transpose()?;
    let fits = |verdict: &&Verdict<'a>| {
        entity.is_none_or(|entity| verdict.entity() == Some(entity))
            && period.is_none_or(|period| verdict.period() == Some(period))
    };
    let wanted: Vec<Verdict<'a>> = all.iter().filter(fits).copied().collect();
    if wanted.is_empty() {
        Err(none_fits(target, &all))
    } else {
        Ok(wanted)
    }
}

fn entity(name: &str, schema: &Schema) -> std::result::Result<EntityId, Failure> {
    schema.entity(name).ok_or_else(|| {
        let names = schema
            .entities
            .iter()
            .flat_map(|entity| &entity.names)
            .map(AsRef::as_ref);
        let near = nearest(name, names);
        Failure::usage(
            format!(
                "the policy has no entity “{name}”{}",
                hint(&near, Language::English)
            ),
            format!("方案中没有主体“{name}”{}", hint(&near, Language::Chinese)),
        )
    })
}

fn period(text: &str) -> std::result::Result<Period, Failure> {
    Period::parse(text).map_err(|_| {
        Failure::usage(
            format!("“{text}” is no period; write `2025Q1`, `2025-03` or `2025`"),
            format!("“{text}”不是时期；请写“2025年一季度”“2025-03”或“2025”"),
        )
    })
}

fn no_such_target(target: &str, assessment: &Assessment<'_>) -> Failure {
    let rules = &assessment.inner().program().rules;
    if rules
        .iter()
        .any(|rule| rule.id.as_ref() == target || rule.title.as_deref() == Some(target))
    {
        return Failure::usage(
            format!("{target} has no verdict on this day: no period of it is judged yet"),
            format!("截至该日，{target} 没有结论：尚无应评价的时期"),
        );
    }
    let below = format!("{target}.");
    let mut near: Vec<&str> = rules
        .iter()
        .map(|rule| rule.id.as_ref())
        .filter(|id| id.starts_with(&below))
        .collect();
    if near.is_empty() {
        let titles = rules.iter().filter_map(|rule| rule.title.as_deref());
        near = nearest(
            target,
            rules.iter().map(|rule| rule.id.as_ref()).chain(titles),
        );
    }
    Failure::usage(
        format!(
            "the policy has no target or milestone “{target}”{}",
            hint(&near, Language::English)
        ),
        format!(
            "方案中没有目标或节点“{target}”{}",
            hint(&near, Language::Chinese)
        ),
    )
}

/// `; the nearest are “6.1”, “6.2”`.
fn hint(near: &[&str], language: Language) -> String {
    if near.is_empty() {
        return String::new();
    }
    let near = texts::quoted(near, language);
    language.pick(
        format!("; did you mean {near}?"),
        format!("；是否为{near}？"),
    )
}

/// Which entities and periods a target does have verdicts for.
fn none_fits(target: &str, all: &[Verdict<'_>]) -> Failure {
    let mut entities: Vec<&str> = all.iter().filter_map(Verdict::entity).collect();
    let mut periods: Vec<Period> = all.iter().filter_map(Verdict::period).collect();
    entities.dedup();
    periods.sort();
    periods.dedup();
    let text = |language: Language| {
        let periods = periods.iter().map(|period| period.text(language));
        let names = entities
            .iter()
            .map(ToString::to_string)
            .chain(periods)
            .take(MOST);
        names.collect::<Vec<_>>().join(language.pick(", ", "、"))
    };
    Failure::usage(
        format!(
            "{target} has no verdict for that; it has some for {}",
            text(Language::English)
        ),
        format!(
            "{target} 没有相应的结论；已有结论：{}",
            text(Language::Chinese)
        ),
    )
}

fn narrow_results(more: usize, language: Language) -> String {
    language.pick(
        format!("{more} more results: narrow with --entity and --period, or see them all with `dabiao evaluate --format json`"),
        format!("另有 {more} 条结果：可用 --entity 和 --period 缩小范围，或用 `dabiao evaluate --format json` 查看全部"),
    )
}

fn narrow(more: usize, language: Language) -> String {
    language.pick(
        format!("{more} more verdicts of this target: narrow with --entity and --period"),
        format!("该目标另有 {more} 条结论：可用 --entity 和 --period 缩小范围"),
    )
}
