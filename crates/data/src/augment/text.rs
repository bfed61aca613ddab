//! An augmentation as people write it: `shift=2,rotate=10,elastic=8`.

use std::fmt;
use std::str::FromStr;

use super::{AugmentError, Augmentation};

/// The word for leaving images as they are.
const NOTHING: &str = "none";

/// A strength's name and limits.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    pub(super) least: f32,
    pub(super) most: f32,
    field: fn(&mut Augmentation) -> &mut f32,
}

impl Part {
    const fn new(
        name: &'static str,
        unit: &'static str,
        most: f32,
        field: fn(&mut Augmentation) -> &mut f32,
    ) -> Self {
        Self {
            name,
            unit,
            least: 0.0,
            most,
            field,
        }
    }

    fn get(&self, mut augmentation: Augmentation) -> f32 {
        *(self.field)(&mut augmentation)
    }
}

/// Every strength, in the order in which they are written. Beyond its limit a digit would be gone, or another one.
pub(super) const PARTS: [Part; 9] = [
    Part::new("shift", "pixels", 14.0, |all| &mut all.shift),
    Part::new("rotate", "degrees", 180.0, |all| &mut all.rotate),
    Part::new("scale", "fraction", 0.9, |all| &mut all.scale),
    Part::new("shear", "degrees", 60.0, |all| &mut all.shear),
    Part::new("crop", "pixels", 10.0, |all| &mut all.crop),
    Part::new("elastic", "alpha in pixels", 200.0, |all| &mut all.elastic),
    Part {
        // A narrower Gaussian tears strokes apart.
        least: 1.0,
        ..Part::new("sigma", "pixels, with elastic", 14.0, |all| &mut all.sigma)
    },
    Part::new("noise", "of white", 1.0, |all| &mut all.noise),
    Part::new("erase", "pixels", 28.0, |all| &mut all.erase),
];

impl Augmentation {
    /// The name of each transformation, as its text has it before `=`.
    pub fn transformations() -> impl Iterator<Item = &'static str> {
        PARTS.iter().map(|part| part.name)
    }
}

impl FromStr for Augmentation {
    type Err = AugmentError;

    fn from_str(text: &str) -> Result<Self, AugmentError> {
        let mut augmentation = Self::NONE;
        if text.trim() == NOTHING {
            return Ok(augmentation);
        }
        let mut seen = Vec::new();
        for assignment in text.split(',').map(str::trim) {
            let (part, value) = parse(assignment)?;
            if seen.contains(&part.name) {
                return Err(AugmentError::Twice { name: part.name });
            }
            seen.push(part.name);
            *(part.field)(&mut augmentation) = value;
        }
        if seen.contains(&"sigma") && augmentation.elastic == 0.0 {
            return Err(AugmentError::SigmaAlone);
        }
        Ok(augmentation)
    }
}

fn parse(assignment: &str) -> Result<(&'static Part, f32), AugmentError> {
    let Some((name, value)) = assignment.split_once('=') else {
        return Err(AugmentError::Form {
            found: assignment.to_owned(),
        });
    };
    let (name, value) = (name.trim(), value.trim());
    let Some(part) = PARTS.iter().find(|part| part.name == name) else {
        return Err(AugmentError::Unknown {
            name: name.to_owned(),
        });
    };
    match value.parse() {
        Ok(strength) if (part.least..=part.most).contains(&strength) => Ok((part, strength)),
        _ => Err(AugmentError::Strength {
            name: part.name,
            unit: part.unit,
            least: part.least,
            most: part.most,
            found: value.to_owned(),
        }),
    }
}

impl fmt::Display for Augmentation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return f.write_str(NOTHING);
        }
        let mut separator = "";
        for part in &PARTS {
            let strength = part.get(*self);
            let is_said = match part.name {
                "sigma" => self.elastic != 0.0 && strength != Self::NONE.sigma,
                _ => strength != 0.0,
            };
            if is_said {
                write!(f, "{separator}{}={strength}", part.name)?;
                separator = ",";
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Augmentation {
    type Error = AugmentError;

    fn try_from(text: String) -> Result<Self, AugmentError> {
        text.parse()
    }
}

impl From<Augmentation> for String {
    fn from(augmentation: Augmentation) -> Self {
        augmentation.to_string()
    }
}

#[cfg(test)]
mod tests;
