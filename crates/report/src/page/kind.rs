//! The kinds of a page: what each is published for, the sections it has, and the span it speaks of.

use dabiao_core::program::Settings;
use dabiao_core::{Cadence, Date, Language, Period};

use super::judged::Judged;
use super::labels;

/// What a page is published as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageKind {
    /// All there is, of all periods.
    #[default]
    Report,
    /// The monitor (季度监测): lights, what changed, what wants looking after.
    Monitor,
    /// The bulletin (半年通报): who stands where, ranks, lists, who is behind.
    Bulletin,
    /// The evaluation (年度评估): all of a year, with every derivation.
    Evaluation,
    /// One unit's or one entity's own sheet.
    Sheet,
    /// The ledger (台账): a row for each target and milestone.
    Ledger,
}

/// A section of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Glance,
    Attention,
    Matrix,
    Changes,
    Next,
    Entities,
    Units,
    Rankings,
    Lists,
    Behind,
    Escalations,
    Checks,
    Problems,
    Ledger,
    Targets,
}

impl Section {
    /// Its name in templates and among the words.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Glance => "glance",
            Self::Attention => "attention",
            Self::Matrix => "matrix",
            Self::Changes => "changes",
            Self::Next => "next",
            Self::Entities => "entities",
            Self::Units => "units",
            Self::Rankings => "rankings",
            Self::Lists => "lists",
            Self::Behind => "behind",
            Self::Escalations => "escalations",
            Self::Checks => "checks",
            Self::Problems => "problems",
            Self::Ledger => "ledger",
            Self::Targets => "targets",
        }
    }

    /// Whether it says so where there is nothing to tell; others are left out then.
    pub(super) fn says_nothing(self) -> bool {
        matches!(self, Self::Attention | Self::Changes | Self::Behind)
    }
}

impl PageKind {
    /// What it is called, by how often it is published: 季度监测; empty for the plain report.
    pub(super) fn name(self, settings: &Settings, language: Language) -> String {
        let noun = match self {
            Self::Report => "",
            Self::Monitor => labels::word("kind_monitor", language),
            Self::Bulletin => labels::word("kind_bulletin", language),
            Self::Evaluation => labels::word("kind_evaluation", language),
            Self::Sheet => labels::word("kind_sheet", language),
            Self::Ledger => labels::word("kind_ledger", language),
        };
        let often = self.cadence(settings).map_or("", |cadence| match cadence {
            Cadence::Monthly => language.pick("Monthly ", "月度"),
            Cadence::Quarterly => language.pick("Quarterly ", "季度"),
            Cadence::HalfYearly => language.pick("Half-yearly ", "半年"),
            Cadence::Yearly => language.pick("Yearly ", "年度"),
        });
        format!("{often}{noun}")
    }

    /// The sections in their order.
    pub(super) fn sections(self) -> &'static [Section] {
        use Section as S;
        match self {
            Self::Report => &[
                S::Glance,
                S::Attention,
                S::Matrix,
                S::Next,
                S::Rankings,
                S::Escalations,
                S::Checks,
                S::Problems,
                S::Targets,
            ],
            Self::Monitor => &[
                S::Glance,
                S::Matrix,
                S::Changes,
                S::Attention,
                S::Next,
                S::Problems,
            ],
            Self::Bulletin => &[
                S::Glance,
                S::Entities,
                S::Units,
                S::Rankings,
                S::Lists,
                S::Behind,
                S::Escalations,
            ],
            Self::Evaluation => &[
                S::Glance,
                S::Rankings,
                S::Lists,
                S::Entities,
                S::Units,
                S::Matrix,
                S::Behind,
                S::Changes,
                S::Escalations,
                S::Checks,
                S::Problems,
                S::Targets,
            ],
            Self::Sheet => &[
                S::Glance,
                S::Attention,
                S::Changes,
                S::Next,
                S::Rankings,
                S::Escalations,
                S::Checks,
                S::Ledger,
                S::Targets,
            ],
            Self::Ledger => &[S::Glance, S::Ledger],
        }
    }

    pub(super) fn has(self, section: Section) -> bool {
        self.sections().contains(&section)
    }

    /// How long its span is: as often as the policy says that it is published, else as most are.
    fn cadence(self, settings: &Settings) -> Option<Cadence> {
        match self {
            Self::Monitor => settings.monitor.or(Some(Cadence::Quarterly)),
            Self::Bulletin => settings.bulletin.or(Some(Cadence::HalfYearly)),
            Self::Evaluation => settings.evaluation.or(Some(Cadence::Yearly)),
            Self::Report | Self::Sheet | Self::Ledger => None,
        }
    }
}

/// The span that a page speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    period: Period,
    /// Whether the day of the assessment lies in it, before its last.
    is_running: bool,
    /// Whether nothing is judged in it.
    pub(super) is_empty: bool,
}

impl Span {
    /// The last month, quarter, half-year or year that is over by the day; the running one where nothing was judged in that.
    pub(super) fn of(
        kind: PageKind,
        (settings, as_of): (&Settings, Date),
        verdicts: &[Judged<'_>],
    ) -> Option<Self> {
        let running = Period::containing(as_of, kind.cadence(settings)?)?;
        let over = if running.end() == as_of {
            Some(running)
        } else {
            running.shifted(-1)
        };
        let over = over.map(|period| Self {
            period,
            is_running: false,
            is_empty: false,
        });
        let judged = |it: &Self| {
            let periods = verdicts.iter().filter_map(|judged| judged.verdict.period());
            periods.into_iter().any(|period| it.touches(Some(period)))
        };
        let running = Self {
            period: running,
            is_running: running.end() > as_of,
            is_empty: false,
        };
        over.filter(judged).or(Some(Self {
            is_empty: !judged(&running),
            ..running
        }))
    }

    /// Whether a verdict of this period is told of: one that lies in the span or reaches into it, or has none.
    pub(super) fn touches(&self, period: Option<Period>) -> bool {
        period.is_none_or(|it| it.start() <= self.period.end() && it.end() >= self.period.start())
    }

    /// Whether the period ends in the span or later.
    pub(super) fn is_not_past(&self, period: Option<Period>) -> bool {
        period.is_none_or(|it| it.end() >= self.period.start())
    }

    pub(super) fn text(&self, language: Language) -> String {
        let text = self.period.text(language);
        if self.is_running {
            language.pick(format!("{text} (to date)"), format!("{text}（至今）"))
        } else {
            text
        }
    }
}
