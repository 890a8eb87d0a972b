//! What is compared, of all peers of a period, ready to be asked for each of them.

use dabiao_model::{EntityId, Estimate, Ratio};

use super::running::{Joint, Running};
use super::{Cell, Doubt, Gap, Part, PeerFunction, RollUp, estimate};

/// The values of all peers of a period.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Those with a value, in the order of their ids.
    known: Vec<EntityId>,
    /// Their values; empty for an overall value.
    values: Vec<Estimate>,
    /// The exact values, the best first, with the place of each in `known`; kept so that the better is the greater.
    order: Vec<(Ratio, usize)>,
    /// Where in `order` each of `known` stands; nowhere where its value is not exact.
    places: Vec<Option<usize>>,
    /// The sum of the values.
    sum: Option<Running>,
    /// The totals of the parts of an overall value.
    parts: Vec<PartTotal>,
    /// Those without a value, and why.
    left_out: Vec<(EntityId, Cell)>,
    /// Those whose value is not to be believed or not known.
    troubled: Vec<(EntityId, Cell)>,
}

/// How a part of an overall value adds up.
#[derive(Debug)]
pub(super) enum PartTotal {
    /// The values joined.
    Joined(Running),
    /// The greatest of the values; bounds go through sums alone.
    Greatest(Running),
    /// The mean of the values by their weights: products and weights summed.
    Weighted(Option<(Running, Running)>),
    /// The value that is the same for all.
    Same(Option<Estimate>),
}

/// A peer by what is known of it.
enum Standing {
    Known(Estimate),
    LeftOut(Cell),
    Troubled(Cell),
}

fn standing(cell: Cell) -> Standing {
    match cell {
        Cell::Number(estimate) => Standing::Known(estimate),
        Cell::Missing(_) | Cell::Empty(_) => Standing::LeftOut(cell),
        Cell::Doubtful(_, Doubt::Suspicion(why)) => Standing::Troubled(Cell::Invalid(why)),
        Cell::Doubtful(_, Doubt::Gap(gap)) => Standing::Troubled(Cell::Missing(gap)),
        Cell::Invalid(_) => Standing::Troubled(cell),
        Cell::YesNo(_) => Standing::Troubled(Cell::Missing(Gap::UndecidedByBound)),
    }
}

impl Gathered {
    /// One value of each peer.
    pub(super) fn of_values(cells: Vec<(EntityId, Cell)>, lower: bool) -> Self {
        let mut gathered = Self::default();
        for (entity, cell) in cells {
            match standing(cell) {
                Standing::Known(value) => {
                    gathered.known.push(entity);
                    gathered.values.push(value);
                }
                Standing::LeftOut(cell) => gathered.left_out.push((entity, cell)),
                Standing::Troubled(cell) => gathered.troubled.push((entity, cell)),
            }
        }
        gathered.put_in_order(lower);
        gathered.sum = Some(Running::new(&gathered.values, estimate::add));
        gathered
    }

    fn put_in_order(&mut self, lower: bool) {
        let exact = |(at, value): (usize, &Estimate)| match value {
            Estimate::Exact(value) => Some((if lower { -value } else { value.clone() }, at)),
            _ => None,
        };
        let values = self.values.iter().enumerate().filter_map(exact);
        self.order = values.collect();
        self.order
            .sort_by(|(a, at), (b, other)| b.cmp(a).then(at.cmp(other)));
        self.places = vec![None; self.values.len()];
        for (place, (_, at)) in self.order.iter().enumerate() {
            if let Some(slot) = self.places.get_mut(*at) {
                *slot = Some(place);
            }
        }
    }

    /// Whether all values, but for the one at a place, are exact.
    fn is_exact(&self, without: Option<usize>) -> bool {
        let inexact = self.values.len().saturating_sub(self.order.len());
        let is_left_out = without.is_some_and(|at| self.places.get(at) == Some(&None));
        inexact == usize::from(is_left_out)
    }

    /// The parts of each peer, a weight behind what it weighs; only who has them all is counted.
    pub(super) fn of_parts(cells: Vec<(EntityId, Vec<Cell>)>, parts: &[Part]) -> Self {
        let mut gathered = Self::default();
        let mut columns: Vec<Vec<Estimate>> = Vec::new();
        for (entity, cells) in cells {
            let (mut values, mut hindered) = (Vec::new(), None);
            for cell in cells {
                match (standing(cell), &hindered) {
                    (Standing::Known(value), _) => values.push(value),
                    (Standing::Troubled(cell), _) => hindered = Some((true, cell)),
                    (Standing::LeftOut(cell), None) => hindered = Some((false, cell)),
                    (Standing::LeftOut(_), Some(_)) => {}
                }
            }
            match hindered {
                Some((true, cell)) => gathered.troubled.push((entity, cell)),
                Some((false, cell)) => gathered.left_out.push((entity, cell)),
                None => {
                    gathered.known.push(entity);
                    columns.resize_with(values.len(), Vec::new);
                    for (column, value) in columns.iter_mut().zip(values) {
                        column.push(value);
                    }
                }
            }
        }
        let mut columns = columns.into_iter();
        gathered.parts = parts
            .iter()
            .map(|part| part_total(part, &mut columns))
            .collect();
        gathered
    }

    pub(crate) fn is_member(&self, entity: EntityId) -> bool {
        self.place(entity).is_some()
            || of(&self.left_out, entity).is_some()
            || of(&self.troubled, entity).is_some()
    }

    fn place(&self, entity: EntityId) -> Option<usize> {
        self.known.binary_search(&entity).ok()
    }

    /// Those with a value, the best first where they can be told apart.
    pub(crate) fn known(&self) -> Vec<EntityId> {
        if !self.is_exact(None) || self.values.is_empty() {
            return self.known.clone();
        }
        let in_order = self.order.iter();
        in_order
            .filter_map(|(_, at)| self.known.get(*at))
            .copied()
            .collect()
    }

    /// Those without a value.
    pub(crate) fn without_value(&self) -> impl Iterator<Item = (EntityId, &Cell)> {
        self.left_out.iter().map(|(entity, cell)| (*entity, cell))
    }

    /// Why a peer has no value.
    pub(super) fn left_out(&self, entity: EntityId) -> Option<&Cell> {
        of(&self.left_out, entity)
    }

    /// What keeps the value from being known, whoever is left out apart.
    pub(super) fn trouble(&self, without: Option<EntityId>) -> Option<&Cell> {
        let found = self
            .troubled
            .iter()
            .find(|(entity, _)| Some(*entity) != without);
        found.map(|(_, cell)| cell)
    }

    /// How many have a value.
    pub(crate) fn count(&self, without: Option<EntityId>) -> usize {
        let left_out = without.is_some_and(|entity| self.place(entity).is_some());
        self.known.len().saturating_sub(usize::from(left_out))
    }

    /// How many have a better value.
    pub(super) fn better_than(&self, entity: EntityId) -> Option<usize> {
        let place = (*self.places.get(self.place(entity)?)?)?;
        let (own, _) = self.order.get(place).filter(|_| self.is_exact(None))?;
        Some(self.order.partition_point(|(value, _)| value > own))
    }

    /// The value of a function other than a rank or an overall value.
    pub(crate) fn value(&self, function: PeerFunction, without: Option<EntityId>) -> Cell {
        let place = without.and_then(|entity| self.place(entity));
        let left = self.count(without);
        let value = match function {
            PeerFunction::Count => Some(Estimate::Exact(whole(left))),
            PeerFunction::Mean => self.mean(place, left),
            PeerFunction::Median => self.median(place, left),
            PeerFunction::Worst => self.nth(left.saturating_sub(1), place),
            _ => self.nth(0, place),
        };
        value.map_or(Cell::Missing(Gap::UndecidedByBound), Cell::Number)
    }

    fn mean(&self, without: Option<usize>, count: usize) -> Option<Estimate> {
        let sum = self.sum.as_ref()?.total(without)?;
        estimate::divide(&sum, &Estimate::Exact(whole(count)))
    }

    fn median(&self, without: Option<usize>, count: usize) -> Option<Estimate> {
        let upper = count.checked_div(2)?;
        let lower = count.checked_sub(1)?.checked_div(2)?;
        let sum = estimate::add(&self.nth(lower, without)?, &self.nth(upper, without)?)?;
        estimate::divide(&sum, &Estimate::Exact(Ratio::whole(2)))
    }

    /// The value at a place from the best on, passing over one.
    fn nth(&self, nth: usize, without: Option<usize>) -> Option<Estimate> {
        if !self.is_exact(without) {
            return None;
        }
        let skipped = without.and_then(|at| self.places.get(at).copied().flatten());
        let passed = skipped.is_some_and(|place| place <= nth);
        let (_, at) = self.order.get(nth.saturating_add(usize::from(passed)))?;
        self.values.get(*at).cloned()
    }

    /// The total of a part.
    pub(super) fn total(&self, part: usize, without: Option<EntityId>) -> Option<Cell> {
        let place = without.and_then(|entity| self.place(entity));
        let total = match self.parts.get(part)? {
            PartTotal::Joined(values) => values.total(place)?,
            PartTotal::Greatest(values) => {
                let greatest = values.total(place)?;
                matches!(greatest, Estimate::Exact(_)).then_some(greatest)?
            }
            PartTotal::Same(value) => value.clone()?,
            PartTotal::Weighted(sums) => {
                let (products, weights) = sums.as_ref()?;
                let (products, weights) = (products.total(place)?, weights.total(place)?);
                if weights == Estimate::Exact(Ratio::ZERO) {
                    return Some(Cell::Missing(Gap::ZeroDenominator));
                }
                estimate::divide(&products, &weights)?
            }
        };
        Some(Cell::Number(total))
    }
}

/// The entry of an entity; they stand in the order of the ids.
fn of(cells: &[(EntityId, Cell)], entity: EntityId) -> Option<&Cell> {
    let place = cells
        .binary_search_by_key(&entity, |(other, _)| *other)
        .ok()?;
    cells.get(place).map(|(_, cell)| cell)
}

fn whole(count: usize) -> Ratio {
    Ratio::whole(i128::try_from(count).unwrap_or(i128::MAX))
}

fn part_total(part: &Part, columns: &mut impl Iterator<Item = Vec<Estimate>>) -> PartTotal {
    let values = columns.next().unwrap_or_default();
    match part {
        Part::Same(_) => PartTotal::Same(values.into_iter().next()),
        Part::Column(_, RollUp::Maximum, _) => {
            PartTotal::Greatest(Running::new(&values, greatest as Joint))
        }
        Part::Cases(_) | Part::Column(_, _, None) => {
            PartTotal::Joined(Running::new(&values, estimate::add))
        }
        Part::Column(_, _, Some(_)) => {
            let weights = columns.next().unwrap_or_default();
            PartTotal::Weighted(weighted(&values, &weights))
        }
    }
}

fn weighted(values: &[Estimate], weights: &[Estimate]) -> Option<(Running, Running)> {
    let products = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| estimate::multiply(value, weight));
    let products: Option<Vec<Estimate>> = products.collect();
    Some((
        Running::new(&products?, estimate::add),
        Running::new(weights, estimate::add),
    ))
}

/// The greater of two exact numbers.
fn greatest(a: &Estimate, b: &Estimate) -> Option<Estimate> {
    match (a, b) {
        (Estimate::Exact(x), Estimate::Exact(y)) => Some(Estimate::Exact(x.max(y).clone())),
        _ => None,
    }
}
