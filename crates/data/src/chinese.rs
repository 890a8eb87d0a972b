//! Whether a text is that of a Chinese table of this policy: by the signs in it, and by a name that is known.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use dabiao_model::{FieldType, Schema};

use crate::headers::{CLAUSES, TableKind, pairs};

/// The signs that Chinese documents are written with.
const SIGNS: &[RangeInclusive<char>] = &[
    '\t'..='\r',
    ' '..='~',
    // Signs that keyboards have: ¤ § ¨ ° ± · × ÷.
    '¤'..='¤',
    '§'..='¨',
    '°'..='±',
    '·'..='·',
    '×'..='×',
    '÷'..='÷',
    // Greek letters; punctuation, numerals, arrows, signs of mathematics, shapes.
    'Α'..='ω',
    '\u{2010}'..='\u{24ff}',
    '■'..='\u{27bf}',
    // Punctuation; signs in circles and squares; characters; full-width letters.
    '\u{3000}'..='〿',
    '㈀'..='\u{4dbf}',
    '一'..='\u{9fff}',
    '！'..='～',
    '￠'..='￦',
    '\u{20000}'..='\u{323af}',
];

/// Whether all signs of a text are ones that Chinese documents are written with.
///
/// What other languages are written in comes out as kana, Cyrillic, parts of boxes or signs for private use when it is
/// taken for GB18030.
pub(crate) fn is_all(text: &str) -> bool {
    text.chars()
        .all(|sign| SIGNS.iter().any(|range| range.contains(&sign)))
}

/// The Chinese names that a table of a policy may have in it.
#[derive(Debug)]
pub(crate) struct Known<'s> {
    names: BTreeSet<&'s str>,
}

impl<'s> Known<'s> {
    /// The headers of all tables, and what the policy calls its metrics, entities, records and milestones.
    pub(crate) fn of(schema: &'s Schema) -> Self {
        let kinds = [TableKind::Figures, TableKind::Record, TableKind::SignOffs];
        let headers = kinds.into_iter().flat_map(pairs).chain(CLAUSES);
        let mut names: BTreeSet<&str> = headers.map(|(_, zh)| *zh).collect();
        let mut add =
            |more: &'s [std::sync::Arc<str>]| names.extend(more.iter().map(AsRef::as_ref));
        for metric in &schema.metrics {
            add(&metric.names);
            add(&metric.segments);
        }
        for entity in &schema.entities {
            add(&entity.names);
        }
        for milestone in &schema.milestones {
            add(&milestone.names);
        }
        for field in schema.records.iter().flat_map(|record| &record.fields) {
            add(&field.names);
            if let FieldType::Category(words) = &field.ty {
                add(words);
            }
        }
        // One character may be anything by chance, and a name in Latin letters reads the same in all encodings.
        names.retain(|name| name.chars().filter(|sign| *sign >= '一').count() > 1);
        Self { names }
    }

    /// The first known name that is a cell of a table, or what stands in one before a unit in brackets.
    pub(crate) fn name_in(&self, text: &str) -> Option<&'s str> {
        let cells = text.split([',', ';', '\t', '\n', '\r', '"', '(', '（']);
        cells
            .map(str::trim)
            .find_map(|cell| self.names.get(cell).copied())
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    use super::*;

    #[test]
    fn what_stands_in_chinese_documents_is_known_by_its_signs() {
        assert!(is_all(
            "指标,数值\r\n办电时间（低压）,≥８０％～90℃、①Ⅱ㎡×2±0.5→“好”—…·α㈠〇䶮"
        ));
        for text in ["ひらがな", "привет", "╔═", "\u{e000}", "é", "한글", "\0"] {
            assert!(!is_all(text), "{text}");
        }
    }

    #[test]
    fn other_encodings_are_not_taken_for_chinese() {
        let known = Known::of(Box::leak(Box::default()));
        for (encoding, text) in [
            (
                BIG5,
                "指標,數值\n中小企業合同金額,80\n的一是不了人我在有他\n",
            ),
            (SHIFT_JIS, "指標,数値\n契約額の割合,80\n"),
            (EUC_JP, "指標,数値\n契約額の割合,80\n"),
            (EUC_KR, "지표,수치\n중소기업 계약금액,80\n"),
            (WINDOWS_1251, "показатель,значение\nдоля,80\n"),
            (WINDOWS_1252, "métrique,valeur\npart réalisée à l’été,80\n"),
        ] {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{text}");
            let taken = GB18030.decode_without_bom_handling_and_without_replacement(&bytes);
            let is_told = taken.is_some_and(|text| is_all(&text) && known.name_in(&text).is_some());
            assert!(!is_told, "{text}");
        }
    }

    #[test]
    fn a_name_is_a_whole_cell() {
        let known = Known::of(Box::leak(Box::default()));
        assert_eq!(known.name_in("a,b\n\"指标\",80\n"), Some("指标"));
        assert_eq!(known.name_in("a,数值（万元）\n"), Some("数值"));
        assert_eq!(known.name_in("a,数值的\nmetric,主\n"), None);
    }
}
