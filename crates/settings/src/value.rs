//! How a value is read from what a person typed.

use std::error::Error;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::str::FromStr;

use burn_mnist_data::Augmentation;
use burn_mnist_model::{Activation, Widths};
use burn_mnist_training::{Algorithm, CheckpointInterval, Loss, Schedule};

use crate::{Dataset, Form};

/// Why a text is not a value: what is accepted, in words.
pub type ParseError = Box<dyn Error + Send + Sync>;

/// A type of values.
pub(crate) trait Value: Clone {
    /// What its texts look like.
    const FORM: Form = Form::Text;

    /// What a shell may offer for it, unless its form says: its names, or how its texts begin.
    fn candidates() -> Vec<String> {
        Vec::new()
    }

    /// The value that a text stands for.
    fn read(text: &OsStr) -> Result<Self, ParseError>;
}

/// The type of a resolved setting: a value, or perhaps none.
pub(crate) trait Field: Clone {
    type Value: Value;

    /// What was asked for.
    fn given(value: Self::Value) -> Self;

    /// The value, if there is one.
    fn value(&self) -> Option<&Self::Value>;
}

impl<T: Value> Field for T {
    type Value = T;

    fn given(value: T) -> T {
        value
    }

    fn value(&self) -> Option<&T> {
        Some(self)
    }
}

impl<T: Value> Field for Option<T> {
    type Value = T;

    fn given(value: T) -> Option<T> {
        Some(value)
    }

    fn value(&self) -> Option<&T> {
        self.as_ref()
    }
}

impl Value for PathBuf {
    const FORM: Form = Form::Path;

    fn read(text: &OsStr) -> Result<Self, ParseError> {
        Ok(text.into())
    }
}

impl Value for usize {
    fn read(text: &OsStr) -> Result<Self, ParseError> {
        // The standard library would speak of digits in strings.
        let number = unicode(text)?.parse();
        number.map_err(|_| "expected a whole number, 0 or more".into())
    }
}

impl Value for u64 {
    fn read(text: &OsStr) -> Result<Self, ParseError> {
        let number = unicode(text)?.parse();
        number.map_err(|_| format!("expected a whole number from 0 to {}", i64::MAX).into())
    }
}

impl Value for Dataset {
    const FORM: Form = Form::Choice(&Self::CHOICES);

    fn read(text: &OsStr) -> Result<Self, ParseError> {
        parse(text)
    }
}

macro_rules! read_by_parsing {
    ($($type:ty),+) => {
        $(impl Value for $type {
            fn read(text: &OsStr) -> Result<Self, ParseError> {
                parse(text)
            }
        })+
    };
}

impl Value for f64 {
    fn read(text: &OsStr) -> Result<Self, ParseError> {
        let number = unicode(text)?.parse();
        number.map_err(|_| "expected a number such as 0.1 or 1e-3".into())
    }
}

read_by_parsing!(String, Widths, CheckpointInterval);

macro_rules! read_by_name {
    ($($type:ty),+) => {
        $(impl Value for $type {
            fn candidates() -> Vec<String> {
                Self::ALL.map(|value| value.name().to_owned()).into()
            }

            fn read(text: &OsStr) -> Result<Self, ParseError> {
                parse(text)
            }
        })+
    };
}

read_by_name!(Algorithm, Schedule, Loss, Activation);

impl Value for Augmentation {
    fn candidates() -> Vec<String> {
        let names = Self::transformations().map(|name| format!("{name}="));
        names.collect()
    }

    fn read(text: &OsStr) -> Result<Self, ParseError> {
        parse(text)
    }
}

fn parse<T: FromStr<Err: Error + Send + Sync + 'static>>(text: &OsStr) -> Result<T, ParseError> {
    Ok(unicode(text)?.parse()?)
}

fn unicode(text: &OsStr) -> Result<&str, ParseError> {
    text.to_str().ok_or_else(|| "expected Unicode".into())
}
