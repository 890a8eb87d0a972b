//! The table from what the grammar tried to what an author reads.

use std::collections::BTreeSet;

use dabiao_grammar::Rule;
use dabiao_grammar::vocabulary::{PHRASES, Phrase};
use dabiao_model::Text;
use dabiao_model::literal::chinese_digit;

/// Something that could have stood in a place. The order is that of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Expectation {
    Colon,
    Equals,
    Value,
    Comparator,
    Number,
    Unit,
    Name,
    Id,
    Quoted,
    Date,
    Cadence,
    YesNo,
    Option,
    FieldType,
    Clause,
    Operator,
    Joint,
    Limit,
    Aggregate,
    RowCondition,
    Inside,
    State,
    Comma,
    Open,
    Close,
    /// A keyword that has to follow, by its place in the vocabulary.
    Keyword(usize),
}

/// What was tried where the grammar stopped: the rules, those that called them, and the signs as pest shows them.
pub(super) fn of(tried: &[Rule], callers: &[Rule], signs: &[String]) -> BTreeSet<Expectation> {
    let mut expected: BTreeSet<Expectation> = tried.iter().copied().filter_map(of_rule).collect();
    if expected.is_empty() {
        expected.extend(callers.iter().copied().filter_map(of_rule));
    }
    expected.extend(of_signs(signs));
    if expected.contains(&Expectation::Value) {
        // A value begins with any of these.
        let within = [
            Expectation::Comparator,
            Expectation::Number,
            Expectation::Name,
            Expectation::Quoted,
            Expectation::YesNo,
            Expectation::Date,
            Expectation::Aggregate,
            Expectation::Open,
        ];
        expected.retain(|expectation| !within.contains(expectation));
    }
    if expected.contains(&Expectation::Name) {
        expected.remove(&Expectation::Quoted);
    }
    expected
}

/// Signs that stand for what the tried rules do not tell, because the grammar tells of few rules of many.
fn of_signs(signs: &[String]) -> Vec<Expectation> {
    let has = |text: &str| signs.iter().any(|sign| sign == text);
    // Inside a word its joints are tried too; then a name is not what is missing.
    let in_word = has("&");
    let letter = has("BUILTIN_RULE") && !in_word;
    let table = [
        (has("average") && has("count"), Expectation::Value),
        (has("≥") && has("≠"), Expectation::Comparator),
        (has("×"), Expectation::Operator),
        (has("cleared") && has("且"), Expectation::Joint),
        (has("January"), Expectation::Date),
        (has("monthly"), Expectation::Cadence),
        (has("flow"), Expectation::Option),
        (has("\"") && letter, Expectation::Name),
        (has("\"") && !letter && !in_word, Expectation::Quoted),
        (has("category"), Expectation::FieldType),
        (has(")"), Expectation::Close),
    ];
    table
        .into_iter()
        .filter(|(seen, _)| *seen)
        .map(|(_, expectation)| expectation)
        .collect()
}

/// The expectation of a rule; nothing for rules that are only parts of words and numbers.
pub(super) fn of_rule(tried: Rule) -> Option<Expectation> {
    match class(tried) {
        Class::Expected(expectation) => Some(expectation),
        Class::Part => None,
        Class::Keyword => keyword(tried),
    }
}

enum Class {
    Expected(Expectation),
    /// A part of something that is told of as a whole.
    Part,
    /// A phrase of the vocabulary, or a rule made from it.
    Keyword,
}

/// The place of a phrase in the vocabulary, where a rule reads one whose absence is worth telling.
fn keyword(tried: Rule) -> Option<Expectation> {
    let name = format!("{tried:?}");
    let optional = [
        Phrase::IN_FORCE,
        Phrase::AND_OTHERS,
        Phrase::UNKNOWN,
        Phrase::YES,
        Phrase::NO,
    ];
    let place = PHRASES
        .iter()
        .position(|phrase| phrase.rule() == name && !optional.contains(phrase))?;
    Some(Expectation::Keyword(place))
}

#[rustfmt::skip]
fn class(tried: Rule) -> Class {
    use Expectation as E;
    use Rule as R;
    Class::Expected(match tried {
        R::colon => E::Colon,
        R::equals => E::Equals,
        R::comma => E::Comma,
        R::open => E::Open,
        R::close => E::Close,
        R::quoted | R::cited | R::given_evidence | R::benchmark_name | R::benchmark_word | R::source | R::document_number | R::because => {
            E::Quoted
        }
        R::name | R::name_from | R::name_to | R::name_for | R::name_over | R::name_signs | R::name_agg | R::name_state | R::name_value | R::names | R::plain_names
        | R::member | R::every_member | R::each_kind | R::zh_each | R::subject | R::metric | R::open_event | R::field
        | R::row_value | R::segment_value | R::whole_quoted | R::blames | R::calendar | R::every_task
        | R::lead | R::jointly | R::responsible | R::with | R::carried_out_by | R::for_names | R::for_window | R::except
        | R::state | R::steps | R::counted_by | R::alias | R::part_of | R::per_kind | R::split_by | R::excluding | R::weighted_by | R::every | R::zh_base | R::name_by | R::name_acts | R::by_whom | R::name_given | R::name_row | R::name_expected | R::name_grade | R::band_name
        | R::given_of | R::given_for | R::expected_for | R::expected_grade | R::given_field => E::Name,
        R::id | R::level | R::stage | R::watched | R::watched_task | R::expected | R::given_signoff | R::expect_finding => E::Id,
        R::rank_quantity | R::chinese_quantity | R::plain_quantity | R::quantity | R::signed_quantity
        | R::whole_number | R::bare_chinese | R::declared_value | R::weight | R::last_figure | R::approximate | R::plausible
        | R::goal | R::capped | R::worst | R::best | R::low | R::high | R::deduction | R::bonus | R::floor | R::ceiling
        | R::list_top | R::list_bottom | R::tolerance | R::rounded | R::working_day | R::undated | R::figures_due | R::warn_before | R::warn_past
        | R::improves_by | R::top | R::glued_top | R::bounded | R::unknown | R::zh_number
        | R::zh_times | R::given_value | R::given_cell | R::expected_margin | R::expected_actual | R::expected_late | R::expected_total | R::expected_rank
        | R::given_count | R::language | R::version => E::Number,
        R::unit | R::symbol_unit | R::zh_unit | R::en_unit | R::unit_name | R::in_unit => E::Unit,
        R::date | R::date_core | R::day | R::at_date | R::by_date | R::done | R::issued | R::in_force
        | R::stage_result | R::threshold_due | R::evaluated_on | R::given_from | R::given_as_of | R::given_since | R::in_period | R::given_submitted
        | R::given_time | R::window | R::zh_window | R::zh_date => E::Date,
        R::cadence | R::monthly | R::quarterly | R::half_yearly | R::yearly | R::each_period | R::monitor
        | R::bulletin | R::evaluate | R::every_period | R::recurs => E::Cadence,
        R::yes | R::no | R::yes_no | R::given_yes_no => E::YesNo,
        R::options | R::flow | R::stock | R::cumulative | R::sums_up | R::takes_the_last | R::takes_the_maximum => {
            E::Option
        }
        R::field_type | R::type_planned | R::type_date | R::type_time | R::type_yes_no | R::type_text | R::type_category
        | R::type_number | R::type_states => E::FieldType,
        R::allow_clause | R::allow | R::score_clause | R::escalation_clause | R::policy_clause | R::metric_clause | R::declaration_clause | R::cite_clause | R::record_clause | R::rule_clause | R::check_clause
        | R::due | R::warn | R::test_clause => E::Clause,
        R::comparator | R::at_least | R::at_most | R::not_equal | R::more_than | R::less_than | R::equal
        | R::is_comparator | R::warn_compare | R::stretch => E::Comparator,
        R::plus | R::minus | R::times | R::divide => E::Operator,
        R::and | R::or => E::Joint,
        R::formula | R::operand | R::formula_for | R::operand_for | R::sum | R::operand_plain | R::bracket
        | R::body | R::condition_entry | R::warn_when | R::when | R::stands_in => E::Value,
        R::en_limit | R::en_within | R::en_same_day | R::en_before | R::zh_limit | R::zh_after | R::zh_before
        | R::zh_same_day | R::zh_within | R::cleared | R::against | R::between | R::reaches_benchmark | R::reaches
        | R::zh_recurs | R::past | R::at_time | R::measure | R::zh_peers | R::zh_over | R::over | R::others | R::zh_gap | R::glued_gap | R::doubles | R::zh_doubles | R::zh_compared | R::relative
        | R::increases_more | R::improves | R::narrows | R::zh_rows | R::zh_of | R::zh_span | R::zh_span_of | R::zh_benchmark | R::segment | R::apart => {
            E::Limit
        }
        R::aggregate | R::aggregate_kind | R::zh_aggregate => E::Aggregate,
        R::row | R::every_step | R::at_least_state | R::filled | R::partly | R::row_and | R::row_not | R::row_open | R::row_bracket | R::row_compare | R::row_named
        | R::where_rows | R::among_rows => E::RowCondition,
        R::expected_state | R::expected_tier | R::outcome | R::on_list | R::not_listed | R::expected_step => E::State,
        R::inside => E::Inside,
        R::test_line | R::given | R::expectation | R::row_stop | R::given_tail | R::given_stop | R::given_figure
        | R::given_bound | R::given_rows | R::expect_verdict | R::expect_escalation | R::expect_score | R::expected_tail | R::expected_stop
        | R::figure_end | R::gap | R::zh_doubles_head | R::doublings | R::relative_base | R::past_word | R::earlier | R::dated | R::dated_for | R::length_en | R::length_zh | R::length_word | R::measured | R::measured_over | R::peers | R::peer_word | R::peer_figure | R::peer_tail | R::measure_word | R::against_word
        | R::EOI | R::WHITESPACE | R::COMMENT | R::blank | R::digit | R::letter | R::word_end | R::token_end | R::c
        | R::glued_quote | R::curly_quoted | R::corner_quoted | R::name_char | R::joint | R::glued_comparator | R::glued_value | R::glued_reaches
        | R::glued_stop | R::word | R::in_stop | R::stop | R::list_stop | R::list_share | R::and_others | R::chinese_digits
        | R::digits | R::number | R::unit_char | R::or_more | R::or_less | R::unit_end | R::multiplier
        | R::bound_suffix | R::en_unit_stop | R::kw_above_word | R::spaced_unit | R::sign | R::unit_word
        | R::unit_name_stop | R::value_stop | R::year | R::day_or_month | R::month_name | R::quarter_zh | R::date_prefix
        | R::date_suffix | R::partial | R::arrow | R::recurs_en | R::recurs_zh | R::weekday | R::span_en | R::span_zh | R::except_holidays | R::wrong_operator | R::several_up | R::several_down | R::up_sign | R::down_sign | R::wide_at_least | R::wide_at_most | R::wrong_and | R::wrong_or
        | R::wrong_not | R::not | R::infix | R::arithmetic | R::primary | R::primary_for | R::special
        | R::benchmark_of | R::postfix | R::reaches_word | R::limit_where | R::zh_at_least | R::zh_ahead
        | R::glued_event | R::glued_record | R::glued_from | R::glued_name | R::share_of_rows | R::aggregate_word
        | R::aggregate_zh | R::span | R::where_tail | R::where_follow | R::zh_among | R::policy_line | R::import_line | R::refines_line | R::refines | R::contributes | R::upper | R::unit_line
        | R::parameter_line | R::entity_line | R::group_line | R::metric_line | R::metrics_line | R::metric_entry
        | R::option | R::adding_up | R::record_line | R::task_line | R::target_line | R::all_of | R::any_of
        | R::threshold_entry | R::milestone_line | R::check_line | R::note_line | R::limits | R::civil_code
        | R::plainly | R::better_higher | R::better_lower | R::baseline | R::benchmark
        | R::rule_body | R::each_its_part | R::together | R::continuous | R::then_continuous | R::cite
        | R::best_effort | R::start_day | R::open_rows | R::empty_met | R::missing_unmet | R::evidence | R::signs_off
        | R::each_word | R::late_unmet | R::check | R::printed_digits | R::warn_only | R::labelled_head
        | R::bare_name | R::score_line | R::of_all_targets | R::score_entry | R::part_option | R::by_attainment
        | R::by_completion | R::by_distance | R::among_peers | R::unclamped | R::by_efficacy | R::each_unit | R::glued_unit
        | R::grades | R::band | R::missing_reweighted | R::missing_zero | R::no_total | R::red_list | R::black_list
        | R::listed | R::all_met_excepted | R::backfill | R::escalation_line | R::watch | R::watched_ones | R::watched_list | R::watched_total | R::watched_colour | R::all_targets | R::party | R::per_lead | R::per_responsible
        | R::every_task_lead | R::every_task_jointly | R::every_task_responsible | R::every_task_with | R::every_task_carried_out | R::per_entity
        | R::en_step | R::zh_step | R::zh_misses | R::consecutive | R::misses | R::times_met | R::in_a_year
        | R::zh_in_a_year | R::action | R::action_word | R::reset_period | R::reset_year | R::level_error | R::level_warning | R::level_note => return Class::Part,
        _ => return Class::Keyword,
    })
}

impl Expectation {
    /// Whether it is a keyword, and this one.
    pub(super) fn is(self, phrase: &Phrase) -> bool {
        matches!(self, Self::Keyword(place) if PHRASES.get(place).is_some_and(|it| *it == phrase))
    }

    /// What the author reads.
    pub(super) fn text(self) -> Text {
        let (en, zh) = match self {
            Self::Colon => ("a colon", "冒号"),
            Self::Equals => ("`=`", "“=”"),
            Self::Value => ("a figure, a number or a bracket", "指标、数值或括号"),
            Self::Comparator => (
                "a comparator such as `≥` or `at most`",
                "比较符（如 ≥、不超过）",
            ),
            Self::Number => ("a number", "数值"),
            Self::Unit => ("a unit", "单位"),
            Self::Name => ("a name", "名称"),
            Self::Id => ("an id such as `6.1`", "编号（如 6.1）"),
            Self::Quoted => ("a text in quotes", "引号内的文字"),
            Self::Date => ("a date", "日期"),
            Self::Cadence => ("a cadence such as `quarterly`", "周期（如 每季度）"),
            Self::YesNo => ("yes or no", "是或否"),
            Self::Option => (
                "an option such as `per county` or `flow`",
                "选项（如 按 县市、流量）",
            ),
            Self::FieldType => ("a type such as `date` or `yuan`", "类型（如 日期、元）"),
            Self::Clause => ("a clause", "子句"),
            Self::Operator => ("one of `+ − × ÷`", "运算符（+ − × ÷）"),
            Self::Joint => ("`and` or `or`", "“且”或“或”"),
            Self::Limit => (
                "what is asked of it, such as `within 10 days` or `cleared`",
                "要求（如 10日内、清零）",
            ),
            Self::Aggregate => (
                "what is computed, such as `count` or `share`",
                "统计方式（如 件数、占比）",
            ),
            Self::RowCondition => (
                "which rows are meant, such as `electronic is yes`",
                "个案条件（如 电子化 为 是）",
            ),
            Self::Inside => ("`within` before the number", "“内”"),
            Self::State => (
                "a state such as `met` or `unmet`",
                "状态（如 达标、未达标）",
            ),
            Self::Comma => ("a comma", "逗号"),
            Self::Open => ("an opening bracket", "左括号"),
            Self::Close => ("a closing bracket", "右括号"),
            Self::Keyword(place) => {
                return PHRASES
                    .get(place)
                    .map_or_else(|| Text::same("…"), |phrase| keyword_text(phrase));
            }
        };
        Text::new(en, zh)
    }
}

/// A keyword in the quotes of each language; in the other language where only one has such a word.
fn keyword_text(phrase: &Phrase) -> Text {
    let (en, zh) = (phrase.en(), phrase.zh());
    let (en, zh) = (
        if en.is_empty() { zh } else { en },
        if zh.is_empty() { en } else { zh },
    );
    Text::new(format!("`{en}`"), format!("“{zh}”"))
}

/// Where the number starts that a text ends in, its unit included.
pub(super) fn number_at_end(text: &str) -> Option<usize> {
    let mut end = text.trim_end().len();
    for _ in 0..4 {
        let before = text.get(..end)?.trim_end();
        let start = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let start = start.map_or(0, |(index, c)| index.saturating_add(c.len_utf8()));
        let word = before.get(start..)?;
        let first = word.chars().next()?;
        if dabiao_model::literal::half_width_char(first).is_ascii_digit()
            || chinese_digit(first).is_some()
        {
            return Some(start);
        }
        end = start;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_rule_is_not_forgotten() {
        for tried in Rule::all_rules() {
            let name = format!("{tried:?}");
            let made =
                name.starts_with("kw_") || name.starts_with("glued_") || name.starts_with("known_");
            let known =
                made || name.starts_with("stop_") || !matches!(class(*tried), Class::Keyword);
            assert!(known, "say in the table what an author reads for `{name}`");
        }
    }

    #[test]
    fn no_keyword_is_without_words() {
        for tried in Rule::all_rules().iter().filter_map(|tried| keyword(*tried)) {
            assert!(!tried.text().en.contains("``") && !tried.text().zh.contains("“”"));
        }
    }

    #[test]
    fn the_number_at_the_end_is_found_with_its_unit() {
        assert_eq!(number_at_end("a 80%"), Some(2));
        assert_eq!(number_at_end("a 10 working days "), Some(2));
        assert_eq!(number_at_end("a b c"), None);
    }
}
