//! Faults as text: `status=503; after; retry-after=1`.

use std::{fmt, str::FromStr, time::Duration};

use super::{Fault, Kind, Moment};

/// Why a text is no fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultError {
    /// A part of the text means nothing.
    #[error(
        "`{0}` means nothing, expected parts separated by semicolons: one of `status=500`, `delay=5ms`, `cut`, \
         `cut-body`, `malformed`, `truncated` and `drip=5ms`; and of `before`, `during`, `after`, `retry-after=1`, \
         `should-retry=true` and `times=1` what is wanted"
    )]
    Unknown(String),
    /// The number after `status=` is no status of a failure.
    #[error("`{0}` is no status of a failure, expected a number from 300 to 599")]
    Status(String),
    /// The text after `delay=` or `drip=` is no time.
    #[error("`{0}` is no time, expected whole milliseconds or seconds such as `5ms` or `2s`")]
    Time(String),
    /// The text says nothing that goes wrong.
    #[error(
        "nothing goes wrong, expected one of `status`, `delay`, `cut`, `cut-body`, `malformed`, `truncated`, `drip`"
    )]
    Nothing,
    /// The text says more than one thing that goes wrong.
    #[error("both `{0}` and `{1}` go wrong, expected one of them")]
    Several(String, String),
}

pub(super) const fn is_failure(status: u16) -> bool {
    300 <= status && status <= 599
}

impl FromStr for Fault {
    type Err = FaultError;

    /// Reads a fault from parts separated by semicolons.
    ///
    /// One part says what goes wrong: `status=500`, `delay=5ms`, `cut`, `cut-body`, `malformed`, `truncated` or
    /// `drip=5ms`. The others are optional: `before`, `during` or `after`, `retry-after=1`, `should-retry=true` and
    /// `times=1`; of parts that contradict each other, the last one holds. Times are whole milliseconds (`ms`) or seconds (`s`).
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let mut kind: Option<(Kind, &str)> = None;
        let mut modifiers = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            match kind_of(part)? {
                None => modifiers.push(part),
                Some(found) => {
                    if let Some((_, earlier)) = kind.replace((found, part)) {
                        return Err(FaultError::Several(earlier.to_owned(), part.to_owned()));
                    }
                }
            }
        }
        let fault = kind.map(|(kind, _)| Self::new(kind));
        // A part that means nothing is more likely the mistake than one that is not there.
        let modified = modifiers.into_iter().try_fold(fault.clone().unwrap_or_else(Self::cut), modify)?;
        fault.map(|_| modified).ok_or(FaultError::Nothing)
    }
}

/// The text that [`FromStr`] reads, with all that holds by default. Times are in milliseconds.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Status(status) => write!(f, "status={status}")?,
            Kind::Delay(time) => write!(f, "delay={}ms", time.as_millis())?,
            Kind::Cut => f.write_str("cut")?,
            Kind::CutBody => f.write_str("cut-body")?,
            Kind::Malformed => f.write_str("malformed")?,
            Kind::Truncated => f.write_str("truncated")?,
            Kind::Drip(time) => write!(f, "drip={}ms", time.as_millis())?,
        }
        f.write_str(match self.moment {
            Moment::Before => "; before",
            Moment::During => "; during",
            Moment::After => "; after",
        })?;
        if let Some(seconds) = self.retry_after {
            write!(f, "; retry-after={seconds}")?;
        }
        if let Some(should_retry) = self.should_retry {
            write!(f, "; should-retry={should_retry}")?;
        }
        self.times.map_or(Ok(()), |times| write!(f, "; times={times}"))
    }
}

fn kind_of(part: &str) -> Result<Option<Kind>, FaultError> {
    let (name, value) = part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)));
    Ok(Some(match (name.trim_end(), value.map(str::trim_start)) {
        ("status", Some(value)) => {
            let status = value.parse().ok().filter(|status| is_failure(*status));
            Kind::Status(status.ok_or_else(|| FaultError::Status(value.to_owned()))?)
        }
        ("delay", Some(value)) => Kind::Delay(time(value)?),
        ("drip", Some(value)) => Kind::Drip(time(value)?),
        ("cut", None) => Kind::Cut,
        ("cut-body", None) => Kind::CutBody,
        ("malformed", None) => Kind::Malformed,
        ("truncated", None) => Kind::Truncated,
        _ => return Ok(None),
    }))
}

fn modify(fault: Fault, part: &str) -> Result<Fault, FaultError> {
    let unknown = || FaultError::Unknown(part.to_owned());
    match part.split_once('=').map(|(name, value)| (name.trim_end(), value.trim_start())) {
        None => match part {
            "before" => Ok(fault.before()),
            "during" => Ok(fault.during()),
            "after" => Ok(fault.after()),
            _ => Err(unknown()),
        },
        Some(("retry-after", value)) => value.parse().map(|value| fault.retry_after(value)).map_err(|_| unknown()),
        Some(("times", value)) => value.parse().map(|value| fault.times(value)).map_err(|_| unknown()),
        Some(("should-retry", value)) => value.parse().map(|value| fault.should_retry(value)).map_err(|_| unknown()),
        Some(_) => Err(unknown()),
    }
}

fn time(text: &str) -> Result<Duration, FaultError> {
    let (number, is_short) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(number), _) => (number, true),
        (None, Some(number)) => (number, false),
        (None, None) => return Err(FaultError::Time(text.to_owned())),
    };
    // A u32 of seconds is more than a century: sums with the current time do not overflow.
    let number: u32 = number.parse().map_err(|_| FaultError::Time(text.to_owned()))?;
    Ok(if is_short { Duration::from_millis(number.into()) } else { Duration::from_secs(number.into()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults() {
        let millis = Duration::from_millis;
        let table = [
            ("status=500", Fault::status(500)),
            (" status = 302 ;; ", Fault::status(302)),
            ("status=503;after;retry-after=0", Fault::status(503).after().retry_after(0)),
            ("should-retry=false; during; status=409", Fault::status(409).during().should_retry(false)),
            ("status=429; retry-after=1; should-retry=true", Fault::rate_limit(1)),
            ("delay=5ms", Fault::delay(millis(5))),
            ("delay=2s; after", Fault::delay(millis(2_000)).after()),
            ("cut", Fault::cut().before()),
            ("cut-body", Fault::cut_body().after()),
            ("malformed; before", Fault::malformed().before()),
            ("truncated", Fault::truncated()),
            ("times=2; cut", Fault::cut().times(2)),
            ("drip=0ms; before; after", Fault::drip(Duration::ZERO)),
        ];
        for (text, expected) in table {
            assert_eq!(text.parse().as_ref(), Ok(&expected), "{text}");
            assert_eq!(expected.to_string().parse(), Ok(expected), "{text}");
        }
        assert_eq!(
            Fault::rate_limit(1).times(2).to_string(),
            "status=429; before; retry-after=1; should-retry=true; times=2"
        );
    }

    #[test]
    fn mistakes() {
        let table = [
            ("", "nothing goes wrong"),
            ("after", "nothing goes wrong"),
            ("later", "`later` means nothing"),
            ("cut=1", "`cut=1` means nothing"),
            ("cut; status", "`status` means nothing"),
            ("cut; retry-after=soon", "`retry-after=soon` means nothing"),
            ("cut; should-retry=1", "`should-retry=1` means nothing"),
            ("cut; times=often", "`times=often` means nothing"),
            ("times=2", "nothing goes wrong"),
            ("cut, after", "`cut, after` means nothing"),
            ("status=200", "`200` is no status of a failure"),
            ("status=600", "`600` is no status of a failure"),
            ("status=x", "`x` is no status of a failure"),
            ("delay=5", "`5` is no time"),
            ("delay=-5ms", "`-5ms` is no time"),
            ("drip=99999999999s", "`99999999999s` is no time"),
            ("cut; delay=1s", "both `cut` and `delay=1s` go wrong"),
        ];
        for (text, expected) in table {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_no_failure_becomes_one() {
        for status in [0, 100, 200, 299, 600, 999, u16::MAX] {
            assert_eq!(Fault::status(status), Fault::status(500), "{status}");
        }
    }
}
