//! cedar-policy: it has neither floats nor division, so the ratios are multiplied out, in cents; a policy a target.

use std::str::FromStr as _;

use cedar_policy::{
    Authorizer, Context, Entities, EntityUid, Policy, PolicyId, PolicySet, Request,
    RestrictedExpression,
};
use dabiao_benches::submission::TARGETS;
use dabiao_benches::submission::values::{
    CAPS, COMPOUNDS, DAYS, RATIOS, SPANS, Values, cap, percent,
};

use crate::expressions::{self, Value};
use crate::peer::Peer;

/// The policies; those that permit are the targets that are met.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    anyone: EntityUid,
    names: Vec<String>,
}

fn conditions() -> Vec<String> {
    let c = "context.";
    let ratios = (0..RATIOS).map(|i| format!("{c}part{i} * 100 >= {c}whole{i} * {}", percent(i)));
    let caps = (0..CAPS).map(|i| format!("{c}cost{i} <= {}", cap(i)));
    let spans = (0..SPANS).map(|i| format!("{c}signed{i} - {c}awarded{i} <= {DAYS}"));
    let compounds = (0..COMPOUNDS).map(|i| {
        format!(
            "{c}portion{i} * 100 >= {c}base{i} * {} && {c}price{i} <= {} && {c}built{i} >= {c}planned{i} && {c}open{i}",
            percent(i),
            cap(i)
        )
    });
    ratios.chain(caps).chain(spans).chain(compounds).collect()
}

impl Peer for Cedar {
    const NAME: &'static str = "cedar-policy 4.14.1, 64 bits, multiplied out by hand";
    const ROWS: usize = 500;
    type Bound = Request;

    fn new() -> Result<Self, String> {
        let mut policies = PolicySet::new();
        for (index, condition) in conditions().iter().enumerate() {
            let text = format!("permit(principal, action, resource) when {{ {condition} }};");
            let id = PolicyId::new(index.to_string());
            let policy = Policy::parse(Some(id), text).map_err(|error| error.to_string())?;
            policies.add(policy).map_err(|error| error.to_string())?;
        }
        Ok(Self {
            authorizer: Authorizer::new(),
            policies,
            entities: Entities::empty(),
            anyone: EntityUid::from_str("W::\"1\"").map_err(|error| error.to_string())?,
            names: expressions::names(),
        })
    }

    fn bind(&self, values: &Values) -> Self::Bound {
        let pairs = self
            .names
            .iter()
            .zip(expressions::values(values))
            .map(|(name, value)| {
                let value = match value {
                    Value::Cents(cents) => RestrictedExpression::new_long(cents),
                    Value::Day(day) => RestrictedExpression::new_long(i64::from(day)),
                    Value::YesNo(yes) => RestrictedExpression::new_bool(yes),
                };
                (name.clone(), value)
            });
        let context = Context::from_pairs(pairs).unwrap_or_else(|_| Context::empty());
        let anyone = || self.anyone.clone();
        Request::new(anyone(), anyone(), anyone(), context, None)
            .unwrap_or_else(|_| unreachable!("without a schema every request is valid"))
    }

    fn decide(&mut self, bound: &Self::Bound, met: &mut Vec<bool>) -> Result<(), String> {
        let response = self
            .authorizer
            .is_authorized(bound, &self.policies, &self.entities);
        met.resize(TARGETS, false);
        for id in response.diagnostics().reason() {
            let index: Option<usize> = AsRef::<str>::as_ref(id).parse().ok();
            if let Some(met) = index.and_then(|it| met.get_mut(it)) {
                *met = true;
            }
        }
        Ok(())
    }
}
