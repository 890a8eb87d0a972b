//! Records.

use super::Speller;
use crate::plain::policy::{FieldType, Kind};

impl Speller<'_> {
    /// `record contract, per county` with its fields.
    pub(super) fn record(&mut self, index: usize) -> String {
        self.begin();
        let record = self.policy.records[index].clone();
        let mut text = format!("{} {}", self.say("record", "台账"), record.name);
        if record.per_county {
            text.push_str(&format!(
                "{}{} {}",
                self.comma(),
                self.say("per", "按"),
                self.kind(Kind::County)
            ));
        }
        text.push('\n');
        for field in &record.fields {
            let ty = match &field.ty {
                FieldType::Event { after: None } => self.say("date", "日期").to_owned(),
                FieldType::Event {
                    after: Some(before),
                } => {
                    format!(
                        "{} {}",
                        self.say("date after", "日期 晚于"),
                        record.fields[*before].name
                    )
                }
                FieldType::Moment { after: None } => self.say("time", "时刻").to_owned(),
                FieldType::Moment {
                    after: Some(before),
                } => {
                    let after = self.say("time after", "时刻 晚于");
                    format!("{after} {}", record.fields[*before].name)
                }
                FieldType::Planned => self.say("planned date", "期限").to_owned(),
                FieldType::YesNo => self.say("yes/no", "是否").to_owned(),
                FieldType::Category(words) if record.cycle => {
                    let partial = self.say("partial", "部分");
                    format!(
                        "{} {} ({partial}) → {}",
                        self.say("states", "状态"),
                        words[0],
                        words[1]
                    )
                }
                FieldType::Category(words) => {
                    let (open, close) = self.quotes();
                    let words: Vec<String> = words
                        .iter()
                        .map(|word| format!("{open}{word}{close}"))
                        .collect();
                    if self.chinese {
                        format!("类别（{}）", words.join("、"))
                    } else {
                        format!("category ({})", words.join(", "))
                    }
                }
                FieldType::Number(unit) => self.unit(*unit, false).to_owned(),
            };
            text.push_str(&format!("  {}{}{ty}\n", field.name, self.colon()));
        }
        if record.cycle {
            let steps: Vec<&str> = record
                .fields
                .iter()
                .take(3)
                .map(|field| field.name.as_str())
                .collect();
            text.push_str(&format!(
                "  {} {}\n",
                self.say("steps", "环节"),
                steps.join(" → ")
            ));
        }
        text.push_str(&format!(
            "  {} {}\n",
            self.say("counted by", "计入"),
            record.fields[record.counted_by].name
        ));
        text
    }
}
