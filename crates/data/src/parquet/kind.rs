//! What stands in a column of a Parquet file, by its type, and whether that can be read as a table's cells.

use dabiao_model::Text;
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::schema::types::Type;

/// The most digits of a decimal.
const MOST_DIGITS: i32 = 38;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    YesNo,
    Whole,
    /// Whole numbers without a sign.
    Unsigned,
    /// Whole numbers of which so many digits stand behind the point.
    Decimal(u8),
    /// Days from 1 January 1970.
    Day,
    /// How many of them, from 1 January 1970 on the clock of the place; midnight is no part of a day.
    Moment(Fraction),
    /// The same in a field of times, where midnight is one.
    Time(Fraction),
    Float,
    Text,
}

/// What part of a second is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fraction {
    Milli,
    Micro,
    Nano,
}

impl Kind {
    /// The same in a field of times.
    pub(super) fn as_times(self) -> Self {
        match self {
            Self::Moment(fraction) => Self::Time(fraction),
            other => other,
        }
    }

    /// What stands in a column of this type, which may be said to hold lengths of time; why it cannot be read.
    pub(super) fn of(column: &Type, is_duration: bool) -> Result<Self, Text> {
        let info = column.get_basic_info();
        let is_list = info.has_repetition() && info.repetition() == Repetition::REPEATED;
        if is_list || column.is_group() {
            return Err(Text::new(
                "its values are lists or structures",
                "其值为列表或结构",
            ));
        }
        if is_duration {
            return Err(Text::new(
                "its values are lengths of time, which are numbers of no unit here",
                "其值为时长，在此只是没有单位的数",
            ));
        }
        let physical = column.get_physical_type();
        match info.logical_type_ref() {
            Some(logical) => by_logical(logical, physical),
            None => by_converted(info.converted_type(), column, physical),
        }
    }
}

fn by_logical(logical: &LogicalType, physical: Physical) -> Result<Kind, Text> {
    match (logical, physical) {
        (
            LogicalType::String | LogicalType::Enum | LogicalType::Json,
            Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY,
        ) => Ok(Kind::Text),
        (LogicalType::Decimal(decimal), _) => {
            self::decimal(decimal.scale, decimal.precision, physical)
        }
        (LogicalType::Date, Physical::INT32) => Ok(Kind::Day),
        (LogicalType::Timestamp(moment), Physical::INT64) if moment.is_adjusted_to_u_t_c => {
            Err(instant())
        }
        (LogicalType::Timestamp(moment), Physical::INT64) => Ok(Kind::Moment(match moment.unit {
            TimeUnit::MILLIS => Fraction::Milli,
            TimeUnit::MICROS => Fraction::Micro,
            TimeUnit::NANOS => Fraction::Nano,
        })),
        (LogicalType::Integer(whole), Physical::INT32 | Physical::INT64) if whole.is_signed => {
            Ok(Kind::Whole)
        }
        (LogicalType::Integer(_), Physical::INT32 | Physical::INT64) => Ok(Kind::Unsigned),
        // A column in which nothing stands has any type.
        (LogicalType::Unknown, physical) => plain(physical),
        (other, _) => {
            let name = format!("{other:?}");
            Err(of_type(name.split(['(', ' ']).next().unwrap_or_default()))
        }
    }
}

/// By what older programs write.
fn by_converted(converted: ConvertedType, column: &Type, physical: Physical) -> Result<Kind, Text> {
    match (converted, physical) {
        (ConvertedType::NONE, Physical::FIXED_LEN_BYTE_ARRAY) => Err(bytes_of(column)),
        (ConvertedType::NONE, physical) => plain(physical),
        (
            ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON,
            Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY,
        ) => Ok(Kind::Text),
        (ConvertedType::DECIMAL, physical) => {
            decimal(column.get_scale(), column.get_precision(), physical)
        }
        (ConvertedType::DATE, Physical::INT32) => Ok(Kind::Day),
        (ConvertedType::TIMESTAMP_MILLIS | ConvertedType::TIMESTAMP_MICROS, _) => Err(instant()),
        (
            ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64,
            Physical::INT32 | Physical::INT64,
        ) => Ok(Kind::Whole),
        (
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64,
            Physical::INT32 | Physical::INT64,
        ) => Ok(Kind::Unsigned),
        (other, _) => Err(of_type(&other.to_string())),
    }
}

fn plain(physical: Physical) -> Result<Kind, Text> {
    match physical {
        Physical::BOOLEAN => Ok(Kind::YesNo),
        Physical::INT32 | Physical::INT64 => Ok(Kind::Whole),
        Physical::FLOAT | Physical::DOUBLE => Ok(Kind::Float),
        Physical::BYTE_ARRAY => Ok(Kind::Text),
        Physical::INT96 => Err(Text::new(
            "its type is INT96, an old one of moments, which does not say in which time zone they are",
            "其类型为旧的时刻类型 INT96，未注明时区",
        )),
        Physical::FIXED_LEN_BYTE_ARRAY => Err(of_type("FIXED_LEN_BYTE_ARRAY")),
    }
}

fn decimal(scale: i32, digits: i32, physical: Physical) -> Result<Kind, Text> {
    let is_whole = !matches!(
        physical,
        Physical::BOOLEAN | Physical::FLOAT | Physical::DOUBLE | Physical::INT96
    );
    match u8::try_from(scale) {
        Ok(scale)
            if is_whole && (1..=MOST_DIGITS).contains(&digits) && i32::from(scale) <= digits =>
        {
            Ok(Kind::Decimal(scale))
        }
        _ if is_whole && digits > MOST_DIGITS => Err(Text::new(
            format!("its decimals have up to {digits} digits, and at most {MOST_DIGITS} are read"),
            format!("其小数至多 {digits} 位，而至多读取 {MOST_DIGITS} 位"),
        )),
        _ => Err(of_type(&format!("DECIMAL({digits}, {scale})"))),
    }
}

/// Bytes of which nothing says what they are.
fn bytes_of(column: &Type) -> Text {
    let length = match column {
        Type::PrimitiveType { type_length, .. } => *type_length,
        Type::GroupType { .. } => 0,
    };
    let (en, zh) = if length == 16 {
        (
            ", as whole numbers of 128 bits are written",
            "（128 位整数即如此写入）",
        )
    } else {
        ("", "")
    };
    Text::new(
        format!("its values are {length} bytes each, of no kind that it says{en}"),
        format!("其值各为 {length} 个字节，未注明是什么{zh}"),
    )
}

/// A moment of the whole world: which day it is depends on where one is.
fn instant() -> Text {
    Text::new(
        "its moments are in UTC, and which day one belongs to depends on the time zone",
        "其时刻为 UTC，属于哪一天取决于时区",
    )
}

fn of_type(name: &str) -> Text {
    Text::new(format!("its type is {name}"), format!("其类型为 {name}"))
}
