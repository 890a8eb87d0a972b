//! Amounts with the sign or the name of their currency before them: `¥8000`, `USD 8000`; and 元 as amounts end with it.

use dabiao_model::{Atom, Units};

/// The signs and names of currencies that stand before a number, each with the name of its unit.
const CURRENCIES: &[(&str, &str)] = &[
    ("¥", "元"),
    ("￥", "元"),
    ("人民币", "元"),
    ("RMB", "元"),
    ("CNY", "元"),
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("$", "$"),
    ("€", "€"),
    ("£", "£"),
    ("USD", "USD"),
    ("HKD", "HKD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("美元", "美元"),
    ("港币", "港币"),
    ("欧元", "欧元"),
];

/// What 元 is called.
const YUAN: &str = "元";

/// An amount without the currency before it, and the unit that this says: `¥8000`, `-¥8000`, `¥-8000`, `USD 8000`.
pub(crate) fn amount(text: &str) -> Option<(String, &'static str)> {
    let (sign, amount) = text.strip_prefix('-').map_or(("", text), |it| ("-", it));
    let (amount, currency) = CURRENCIES
        .iter()
        .find_map(|(name, unit)| Some((amount.strip_prefix(name)?.trim(), *unit)))?;
    let is_number = amount.starts_with(|c: char| c.is_ascii_digit());
    let is_below_zero = sign.is_empty() && amount.starts_with('-');
    (is_number || is_below_zero).then(|| (format!("{sign}{amount}"), currency))
}

/// The unit of an amount in a currency, behind which a unit may stand, too: `¥3万元`; nothing where that is another.
pub(crate) fn unit(currency: &str, behind: Option<String>, units: &Units) -> Option<String> {
    let Some(behind) = behind else {
        return Some(currency.to_owned());
    };
    let known = units.find(&behind)?;
    let is_same = currency == YUAN && known.dimension.atom() == Some(&Atom::Money);
    is_same.then_some(behind)
}

/// A unit without the brackets around it, and 元 without the 整 that ends an amount.
pub(crate) fn unwrapped(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let text = inner.map_or(text, str::trim);
    let whole = text.strip_suffix('整').filter(|it| it.ends_with(YUAN));
    whole.unwrap_or(text)
}
