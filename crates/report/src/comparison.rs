//! How two policies stand to each other, as text and as JSON.

use dabiao_core::compare::{Comparison, Difference, Refined, Standing, Witness};
use dabiao_core::{Diagnostics, Language, Policy, Program, Sources};

use crate::analysis::{derivation, lines, number};
use crate::clean::clean;
use crate::document::{
    ComparedEntry, DifferenceDocument, PolicyEntry, RefinementDocument, SeatEntry, WitnessEntry,
    WitnessFigureEntry,
};
use crate::paint::{faint, heading, paint};
use crate::turning::{TurningReport, turning_entry};
use crate::{Look, diagnostics_json, words};

/// Two policies: the one below or the new text, and the one above or the old text.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The one below, or the new one.
    pub own: &'a Policy,
    /// The one above, or the old one.
    pub other: &'a Policy,
}

/// One item as it is told.
struct Item<'a> {
    own: Vec<String>,
    other: Option<String>,
    title: String,
    standing: Told,
    comparison: Option<&'a Comparison>,
    contributes: bool,
    /// The code of what it lacks of the one above.
    code: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Stands(Standing),
    Missing,
    Added,
    Removed,
}

impl Told {
    fn key(self) -> &'static str {
        match self {
            Self::Stands(Standing::Same) => "same",
            Self::Stands(Standing::Stricter) => "stricter",
            Self::Stands(Standing::Looser) => "looser",
            Self::Stands(Standing::Incomparable) => "incomparable",
            Self::Stands(Standing::Undecided) => "undecided",
            Self::Missing => "missing",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    fn name(self, language: Language) -> &'static str {
        match language {
            Language::English => self.key(),
            Language::Chinese => match self {
                Self::Stands(Standing::Same) => "相同",
                Self::Stands(Standing::Stricter) => "更严",
                Self::Stands(Standing::Looser) => "更松",
                Self::Stands(Standing::Incomparable) => "不可比",
                Self::Stands(Standing::Undecided) => "未能判定",
                Self::Missing => "缺少",
                Self::Added => "新增",
                Self::Removed => "删去",
            },
        }
    }
}

fn id(program: Option<&Program>, rule: usize) -> String {
    let rule = program.and_then(|program| program.rules.get(rule));
    rule.map_or_else(String::new, |rule| rule.id.to_string())
}

fn title(program: Option<&Program>, rule: usize) -> String {
    let rule = program.and_then(|program| program.rules.get(rule));
    rule.and_then(|rule| rule.title.as_deref())
        .map_or_else(String::new, str::to_owned)
}

fn refined<'a>(compared: &Compared<'_>, all: &'a [Refined]) -> Vec<Item<'a>> {
    let (own, other) = (compared.own.program(), compared.other.program());
    let items = all.iter().map(|refined| Item {
        own: refined.own.iter().map(|rule| id(own, *rule)).collect(),
        other: Some(id(other, refined.upper)),
        title: title(other, refined.upper),
        standing: refined
            .comparison
            .as_ref()
            .map_or(Told::Missing, |it| Told::Stands(it.standing)),
        comparison: refined.comparison.as_ref(),
        contributes: refined.contributes,
        code: refined.code().map(|it| it.id),
    });
    items.collect()
}

fn differing<'a>(compared: &Compared<'_>, all: &'a [Difference]) -> Vec<Item<'a>> {
    let (own, other) = (compared.own.program(), compared.other.program());
    let items = all.iter().map(|difference| {
        let standing = match (difference.old, difference.new, &difference.comparison) {
            (_, _, Some(comparison)) => Told::Stands(comparison.standing),
            (Some(_), None, None) => Told::Removed,
            _ => Told::Added,
        };
        let titled = difference.new.map(|rule| title(own, rule));
        Item {
            own: difference.new.iter().map(|rule| id(own, *rule)).collect(),
            other: difference.old.map(|rule| id(other, rule)),
            title: titled
                .or_else(|| difference.old.map(|rule| title(other, rule)))
                .unwrap_or_default(),
            standing,
            comparison: difference.comparison.as_ref(),
            contributes: false,
            code: None,
        }
    });
    items.collect()
}

/// What a policy makes of each target of the one above. With a line end.
pub fn refinement_text(compared: &Compared<'_>, all: &[Refined], look: Look) -> String {
    let program = compared.other.program();
    let above = program.map_or("", |program| program.title.as_ref());
    let head = look.language.pick(
        format!("against {}", clean(above)),
        format!("对照 {}", clean(above)),
    );
    text(compared, &head, &refined(compared, all), look)
}

/// What a new text asks that the old one did not. With a line end.
pub fn difference_text(compared: &Compared<'_>, all: &[Difference], look: Look) -> String {
    let hash = |policy: &Policy| policy.content_hash().unwrap_or_default();
    let (old, new) = (hash(compared.other), hash(compared.own));
    let head = if old == new {
        look.language.pick(
            format!("the same content: {new}"),
            format!("内容相同：{new}"),
        )
    } else {
        look.language.pick(
            format!("content {old}\n     to {new}"),
            format!("内容由 {old}\n    改为 {new}"),
        )
    };
    text(compared, &head, &differing(compared, all), look)
}

fn text(compared: &Compared<'_>, head: &str, items: &[Item<'_>], look: Look) -> String {
    let language = look.language;
    let program = compared.own.program();
    let own = program.map_or("", |program| program.title.as_ref());
    let mut lines = vec![paint(&clean(own), heading(), look.colour), head.to_owned()];
    lines.push(counts(items, language));
    lines.push(String::new());
    for item in items {
        let plain = item.standing == Told::Stands(Standing::Same)
            && item.comparison.is_none_or(|it| it.changes.is_empty());
        if plain && !item.contributes || item.standing == Told::Missing {
            continue;
        }
        lines.push(headline(item, look));
        if let Some(comparison) = item.comparison {
            lines.extend(details(compared, item, comparison, look));
        }
    }
    let missing = items.iter().filter(|item| item.standing == Told::Missing);
    let missing: Vec<String> = missing.filter_map(|item| item.other.clone()).collect();
    if !missing.is_empty() {
        let ids = clean(&missing.join(language.pick(", ", "、"))).into_owned();
        let told = paint(Told::Missing.name(language), heading(), look.colour);
        let code = items.iter().find(|item| item.standing == Told::Missing);
        let code = coded(code.and_then(|item| item.code), look);
        lines.push(language.pick(
            format!("{told}: {ids}{code}"),
            format!("{told}：{ids}{code}"),
        ));
    }
    let mut text = lines.join("\n");
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn counts(items: &[Item<'_>], language: Language) -> String {
    const ALL: [Told; 8] = [
        Told::Stands(Standing::Same),
        Told::Stands(Standing::Stricter),
        Told::Stands(Standing::Looser),
        Told::Stands(Standing::Incomparable),
        Told::Stands(Standing::Undecided),
        Told::Missing,
        Told::Added,
        Told::Removed,
    ];
    let counted = ALL.into_iter().filter_map(|told| {
        let count = items.iter().filter(|item| item.standing == told).count();
        (count > 0).then(|| format!("{} {count}", told.name(language)))
    });
    let counted: Vec<String> = counted.collect();
    counted.join(" · ")
}

fn headline(item: &Item<'_>, look: Look) -> String {
    let language = look.language;
    let own = item.own.join(language.pick(", ", "、"));
    let names = match &item.other {
        Some(other) if *other == own || own.is_empty() => other.clone(),
        Some(other) => format!("{other} ← {own}"),
        None => own,
    };
    let title = if item.title.is_empty() {
        String::new()
    } else {
        language.pick(format!(" “{}”", item.title), format!("“{}”", item.title))
    };
    let mut told = item.standing.name(language).to_owned();
    let changes = item
        .comparison
        .map(|it| it.changes.as_slice())
        .unwrap_or_default();
    let mut changes: Vec<&str> = changes.iter().map(|it| it.name(language)).collect();
    if item.contributes {
        changes.push(words::CONTRIBUTES.get(language));
    }
    if !changes.is_empty() {
        let all = changes.join(language.pick(", ", "、"));
        told = language.pick(format!("{told} ({all})"), format!("{told}（{all}）"));
    }
    let told = paint(&told, heading(), look.colour);
    let code = coded(item.code, look);
    language.pick(
        format!("{}{}: {told}{code}", clean(&names), clean(&title)),
        format!("{}{}：{told}{code}", clean(&names), clean(&title)),
    )
}

/// The code at the end of a line.
fn coded(code: Option<&str>, look: Look) -> String {
    code.map_or_else(String::new, |code| {
        format!("  {}", paint(code, faint(), look.colour))
    })
}

fn details(
    compared: &Compared<'_>,
    item: &Item<'_>,
    comparison: &Comparison,
    look: Look,
) -> Vec<String> {
    let language = look.language;
    let own = item.own.join(language.pick(", ", "、"));
    let other = item.other.clone().unwrap_or_default();
    let (own, other) = if own == other {
        (
            words::THE_NEW.get(language).to_owned(),
            words::THE_OLD.get(language).to_owned(),
        )
    } else {
        (own, other)
    };
    let mut lines = Vec::new();
    let mut shown = |witness: &Option<Witness>, meets: &str, misses: &str| {
        if let Some(witness) = witness {
            let figures = witness.text(compared.own.schema(), language);
            let figures = clean(&figures);
            lines.push(language.pick(
                format!("  {figures}: meets {meets}, misses {misses}"),
                format!("  {figures}：{meets}达标，{misses}未达标"),
            ));
        }
    };
    shown(&comparison.misses_other, &own, &other);
    shown(&comparison.misses_it, &other, &own);
    if comparison.standing == Standing::Stricter {
        lines.extend(
            derivation(&comparison.derivation, look)
                .into_iter()
                .map(|line| paint(&line, faint(), look.colour)),
        );
    }
    lines
}

fn policy(policy: &Policy) -> PolicyEntry {
    let program = policy.program();
    PolicyEntry {
        title: program.map_or_else(String::new, |it| it.title.to_string()),
        hash: policy.content_hash().unwrap_or_default(),
    }
}

/// The document of `dabiao analyse --against --format json`, with what is lacking as diagnostics. With a line end.
pub fn refinement_json(
    compared: &Compared<'_>,
    all: &[Refined],
    lacks: (&Diagnostics, &Sources),
    language: Language,
) -> String {
    let items = refined(compared, all);
    crate::to_json::text(&RefinementDocument {
        schema: RefinementDocument::SCHEMA,
        policy: policy(compared.own),
        against: policy(compared.other),
        items: entries(compared, &items, language),
        findings: lacks
            .0
            .iter()
            .map(|it| diagnostics_json::entry(it, lacks.1, language))
            .collect(),
    })
}

/// The document of `dabiao diff --format json`, with what becomes of verdicts where there are data. With a line end.
pub fn difference_json(
    compared: &Compared<'_>,
    all: &[Difference],
    turning: Option<&TurningReport<'_>>,
    language: Language,
) -> String {
    let items = differing(compared, all);
    crate::to_json::text(&DifferenceDocument {
        schema: DifferenceDocument::SCHEMA,
        old: policy(compared.other),
        new: policy(compared.own),
        items: entries(compared, &items, language),
        turning: turning.map(|it| turning_entry(it, language)),
    })
}

fn entries(compared: &Compared<'_>, items: &[Item<'_>], language: Language) -> Vec<ComparedEntry> {
    let items = items.iter();
    items.map(|item| entry(compared, item, language)).collect()
}

fn entry(compared: &Compared<'_>, item: &Item<'_>, language: Language) -> ComparedEntry {
    let comparison = item.comparison;
    let changes = comparison
        .map(|it| it.changes.as_slice())
        .unwrap_or_default();
    let changes = changes.iter().map(|it| it.key());
    let contributes = item.contributes.then_some("contributes");
    let witness = |of: fn(&Comparison) -> Option<&Witness>| {
        comparison
            .and_then(of)
            .map(|it| witness_entry(compared, it, language))
    };
    ComparedEntry {
        own: item.own.clone(),
        other: item.other.clone(),
        standing: item.standing.key(),
        changes: changes.chain(contributes).collect(),
        misses_other: witness(|it| it.misses_other.as_ref()),
        misses_own: witness(|it| it.misses_it.as_ref()),
        derivation: comparison.map_or_else(Vec::new, |it| lines(&it.derivation, language)),
    }
}

fn witness_entry(compared: &Compared<'_>, witness: &Witness, language: Language) -> WitnessEntry {
    let schema = compared.own.schema();
    let entity = witness
        .seat
        .entity
        .map(|it| schema.entity_name(it).to_owned());
    let figures = witness
        .figures
        .iter()
        .map(|(name, value, unit)| WitnessFigureEntry {
            figure: name.get(language).to_owned(),
            value: number(&unit.from_base(value)),
            unit: unit.name(language).to_owned(),
        });
    WitnessEntry {
        at: SeatEntry {
            entity: entity.filter(|it| !it.is_empty()),
            period: witness.seat.period.map(|it| it.to_string()),
        },
        figures: figures.collect(),
    }
}
