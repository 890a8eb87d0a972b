//! Given sign-offs.

use dabiao_diagnostics::{Diagnostic, Span, register};
use dabiao_model::{Period, SignOff, SignOffState};
use dabiao_syntax::ast::{Given, GivenSignOff, Str};

use super::Draft;
use super::given::{Accepts, Whose};
use crate::compiler::Compiler;

impl Compiler<'_> {
    pub(super) fn given_signoff(
        &mut self,
        draft: &mut Draft,
        given: &Given,
        signoff: &GivenSignOff,
        span: Span,
    ) {
        for name in &signoff.milestones {
            self.given_signed(draft, given, signoff, (name, span));
        }
    }

    fn given_signed(
        &mut self,
        draft: &mut Draft,
        given: &Given,
        signoff: &GivenSignOff,
        (name, span): (&Str, Span),
    ) {
        let Some(milestone) = self.schema.milestone(&name.text) else {
            let milestones = &self.schema.milestones;
            let known = milestones.iter().filter_map(|it| it.names.first());
            let known: Vec<String> = known.map(ToString::to_string).collect();
            self.unknown_tested(name, known.iter().map(String::as_str));
            return;
        };
        let per = self.schema.milestones.get(milestone.index());
        let whose = Whose {
            name: &name.text,
            per: per.and_then(|it| it.per),
            accepts: Accepts::Kind,
            span: name.span,
        };
        let Some(whose) = self.given_for(given, whose) else {
            return;
        };
        if signoff.state == SignOffState::Done && signoff.on.is_none() {
            self.unfit(name.span, "say on which day it was done", "请写明完成日期");
            return;
        }
        if let Some(day) = signoff.on {
            draft.when(Period::day(day.date));
        }
        // A dated stage result completes that stage.
        let result = self.schema.stage_result(milestone);
        let dated_result = signoff.state == SignOffState::StageResult && signoff.on.is_some();
        let (milestone, state) = match result.filter(|_| dated_result) {
            Some(stage) => (stage, SignOffState::Done),
            None => (milestone, signoff.state),
        };
        let place = self.cell(&mut draft.data, span);
        for entity in whose {
            draft.whose(entity);
            draft.data.signoffs.push(SignOff {
                milestone,
                entity,
                state,
                date: signoff.on.map(|day| day.date),
                evidence: given
                    .evidence
                    .as_ref()
                    .map(|evidence| evidence.text.as_str().into()),
                by: None,
                place,
            });
        }
    }

    /// Reports that no target, milestone or check has an id or title.
    pub(super) fn unknown_tested<'k>(
        &mut self,
        name: &Str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let nearest = dabiao_diagnostics::nearest::known(&name.text, known);
        let diagnostic = Diagnostic::new(&register::UNKNOWN_TESTED, name.span);
        self.report(
            diagnostic
                .with("name", name.text.as_str())
                .with("nearest", nearest),
        );
    }
}
