//! How the cells of a workbook look: light colours that print, and never colour alone.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The most formats of numbers; a program for tables may refuse a workbook with more than some 200.
const MOST_NUMBERS: usize = 150;

/// The ink and the ground of each state; the ink has a contrast of at least 4.5 on it.
const STATES: [(&str, u32, u32); 8] = [
    ("met", 0x11_5C27, 0xE3_F4E7),
    ("unmet", 0x9B_1C12, 0xFD_E7E5),
    ("at_risk", 0x73_4D00, 0xFF_F3D1),
    ("on_track", 0x0A_4F96, 0xE3_EFFB),
    ("pending", 0x4B_535C, 0xEE_F0F2),
    ("no_data", 0x5D_3A84, 0xF1_E9F8),
    ("not_applicable", 0x53_5A62, 0xF4_F5F6),
    ("invalid", 0x85_3109, 0xFD_EADF),
];

/// The formats.
pub(super) struct Pen {
    pub(super) title: Format,
    pub(super) plain: Format,
    pub(super) header: Format,
    pub(super) head: Format,
    pub(super) text: Format,
    /// A text that a program for tables would take for a formula if it were typed in again.
    pub(super) quoted: Format,
    pub(super) day: Format,
    pub(super) count: Format,
    numbers: BTreeMap<String, Format>,
}

impl Pen {
    pub(super) fn new() -> Self {
        Self {
            title: Format::new().set_bold().set_font_size(14),
            plain: Format::new(),
            header: cell()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0xE8_ECF1)),
            head: cell().set_bold().set_text_wrap(),
            text: cell().set_text_wrap(),
            quoted: cell().set_text_wrap().set_quote_prefix(),
            day: cell().set_num_format("yyyy-mm-dd"),
            count: cell().set_num_format("0"),
            numbers: BTreeMap::new(),
        }
    }

    /// The format of a number; none where there are too many already.
    pub(super) fn number(&mut self, format: &str) -> Option<&Format> {
        if !self.numbers.contains_key(format) && self.numbers.len() >= MOST_NUMBERS {
            return None;
        }
        let own = self.numbers.entry(format.to_owned());
        Some(own.or_insert_with(|| cell().set_num_format(format)))
    }

    /// The colours of a state.
    pub(super) fn state(&self, key: &str) -> Format {
        let found = STATES.iter().find(|(known, ..)| *known == key);
        found.map_or_else(
            || self.text.clone(),
            |(_, ink, ground)| {
                let coloured = self.text.clone().set_font_color(Color::RGB(*ink));
                coloured.set_background_color(Color::RGB(*ground))
            },
        )
    }

    pub(super) fn of_text(&self, text: &str) -> &Format {
        if text.starts_with(['=', '+', '-', '@']) {
            &self.quoted
        } else {
            &self.text
        }
    }
}

fn cell() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0xD5_DAE0))
        .set_align(FormatAlign::Top)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.1.
    fn luminance(colour: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((colour >> shift) & 0xFF) / 255.0;
            if value <= 0.039_28 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    #[test]
    fn every_state_is_read_on_its_ground() {
        for (key, ink, ground) in STATES {
            let contrast = (luminance(ground) + 0.05) / (luminance(ink) + 0.05);
            assert!(contrast >= 4.5, "{key}: {contrast}");
        }
        let keys: Vec<&str> = STATES.iter().map(|it| it.0).collect();
        for state in dabiao_core::State::ALL {
            assert!(keys.contains(&state.key()), "{state:?}");
        }
    }

    #[test]
    fn formats_of_numbers_are_bounded() {
        let mut pen = Pen::new();
        for index in 0..MOST_NUMBERS {
            assert!(pen.number(&format!("0\"u{index}\"")).is_some());
        }
        assert!(pen.number("0.0").is_none());
        assert!(pen.number("0\"u3\"").is_some());
    }
}
