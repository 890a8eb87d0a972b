//! The decision procedure against trying all figures of a small grid, and its proofs against their own sums.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test says that something is wrong by a panic"
)]

use dabiao_analysis::decide::{
    Answer, Decision, Formula, Grid, PremiseId, Proof, Sum, VarId, Work, decide,
};
use dabiao_model::{Comparator, Ratio};

/// Numbers that are the same at every run.
struct Tape(u64);

impl Tape {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn small(&mut self) -> i128 {
        i128::from(self.below(7)) - 3
    }

    fn sum(&mut self) -> Sum {
        let mut sum = Sum::number(Ratio::whole(self.small()));
        for var in 0..3 {
            sum = sum.plus(&Sum::of(VarId(var)), &Ratio::whole(self.small()));
        }
        sum
    }

    fn formula(&mut self, depth: u64) -> Formula {
        const COMPARATORS: [Comparator; 6] = [
            Comparator::AtLeast,
            Comparator::AtMost,
            Comparator::MoreThan,
            Comparator::LessThan,
            Comparator::Equal,
            Comparator::NotEqual,
        ];
        match self.below(4) {
            0 if depth > 0 => Formula::All((0..2).map(|_| self.formula(depth - 1)).collect()),
            1 if depth > 0 => Formula::Any((0..2).map(|_| self.formula(depth - 1)).collect()),
            _ => {
                let comparator = COMPARATORS[usize::try_from(self.below(6)).unwrap()];
                Formula::compare(&self.sum(), comparator, PremiseId(0))
            }
        }
    }
}

fn within(var: usize, ends: i128) -> [Formula; 2] {
    let figure = Sum::of(VarId(var));
    [Comparator::AtLeast, Comparator::AtMost].map(|comparator| {
        let end = if comparator == Comparator::AtLeast {
            -ends
        } else {
            ends
        };
        let sum = figure
            .clone()
            .plus(&Sum::number(Ratio::whole(end)), &Ratio::whole(-1));
        Formula::compare(&sum, comparator, PremiseId(1))
    })
}

#[test]
fn whole_numbers_of_a_box_are_decided_as_by_trying_them_all() {
    let mut tape = Tape(20_251_122);
    let (mut possible, mut impossible) = (0, 0);
    for _ in 0..400 {
        let mut formulas: Vec<Formula> = (0..3).flat_map(|var| within(var, 2)).collect();
        formulas.extend((0..3).map(|_| tape.formula(2)));
        let all: Vec<&Formula> = formulas.iter().collect();
        let decision = Decision {
            formulas: &all,
            whole: &[true; 3],
        };
        let tried = (0..125).map(|index| [index % 5 - 2, index / 5 % 5 - 2, index / 25 - 2]);
        let holds = |figures: [i128; 3]| {
            let figures = figures.map(Ratio::whole);
            formulas.iter().all(|formula| formula.holds(&figures))
        };
        let found = tried.into_iter().any(holds);
        match decide(decision, &mut Work::usual()) {
            Answer::Possible(figures) => {
                assert!(found);
                assert!(figures.iter().all(Ratio::is_whole));
                assert!(formulas.iter().all(|formula| formula.holds(&figures)));
                possible += 1;
            }
            Answer::Impossible(proof) => {
                assert!(!found, "{formulas:?}");
                assert!(proof.is_sound(), "{proof:?}");
                impossible += 1;
            }
            Answer::GivenUp => panic!("given up: {formulas:?}"),
        }
    }
    assert!(possible > 50 && impossible > 50, "{possible} {impossible}");
}

#[test]
fn an_equation_without_a_whole_solution_is_given_up_and_not_decided_wrongly() {
    let two = Sum::of(VarId(0)).times(&Ratio::whole(2));
    let three = two.plus(&Sum::of(VarId(1)), &Ratio::whole(-2));
    let odd = three.plus(&Sum::number(Ratio::ONE), &Ratio::ONE);
    let formula = Formula::compare(&odd, Comparator::Equal, PremiseId(0));
    let decision = Decision {
        formulas: &[&formula],
        whole: &[true, true],
    };
    assert_eq!(decide(decision, &mut Work::usual()), Answer::GivenUp);
    assert_eq!(decide(decision, &mut Work::of(0)), Answer::GivenUp);
}

#[test]
fn strict_ends_are_told_from_others() {
    let figure = Sum::of(VarId(0));
    let at_least = Formula::compare(&figure, Comparator::AtLeast, PremiseId(0));
    let less = Formula::compare(&figure, Comparator::LessThan, PremiseId(1));
    let at_most = Formula::compare(&figure, Comparator::AtMost, PremiseId(1));
    let ask = |formulas: &[&Formula]| {
        let decision = Decision {
            formulas,
            whole: &[false],
        };
        decide(decision, &mut Work::usual())
    };
    assert_eq!(
        ask(&[&at_least, &at_most]),
        Answer::Possible(vec![Ratio::ZERO])
    );
    let Answer::Impossible(proof) = ask(&[&at_least, &less]) else {
        panic!("zero or more, and less than zero");
    };
    assert!(matches!(&proof, Proof::Added(parts) if parts.len() == 2));
    assert!(proof.is_sound());
    assert_eq!(proof.premises(), [PremiseId(0), PremiseId(1)]);
}

#[test]
fn figures_are_round_where_they_may_be() {
    // A part of 80% or more and less than 85% of its whole.
    let (part, whole) = (Sum::of(VarId(0)), Sum::of(VarId(1)));
    let above = part.clone().plus(&whole, &Ratio::new(-4, 5));
    let below = part.clone().plus(&whole, &Ratio::new(-17, 20));
    let formulas = [
        Formula::compare(&above, Comparator::AtLeast, PremiseId(0)),
        Formula::compare(&below, Comparator::LessThan, PremiseId(0)),
    ];
    let decision = Decision {
        formulas: &formulas.iter().collect::<Vec<_>>(),
        whole: &[false, false],
    };
    let work = &mut Work::usual();
    let Answer::Possible(figures) = decide(decision, work) else {
        panic!("80 of 100");
    };
    let plain = Grid {
        unit: Ratio::ONE,
        round: None,
    };
    let round = Grid {
        unit: Ratio::ONE,
        round: Some(Ratio::whole(100)),
    };
    let figures = decision.rounded(figures, &[plain, round], work);
    assert_eq!(figures.get(1), Some(&Ratio::whole(100)));
    assert!(figures.iter().all(Ratio::is_whole), "{figures:?}");
}
