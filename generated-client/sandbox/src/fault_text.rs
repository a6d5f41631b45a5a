//! Faults as text: `status=503; after; retry-after=1`.

use std::{fmt, str::FromStr, time::Duration};

use serde::{Serialize, Serializer};

use crate::fault::{Fault, Kind, Moment, is_failure};

/// A text that is not a fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultError {
    /// A part of the text is unknown.
    #[error(
        "unknown part `{0}`, expected parts separated by semicolons: one of `status=500`, `delay=5ms`, `cut`, \
         `cut-body`, `malformed`, `truncated` and `drip=5ms`, and optionally `before`, `during`, `after`, \
         `retry-after=1`, `should-retry=true` and `times=1`"
    )]
    Unknown(String),
    /// The value of `status` is not the status of a failure.
    #[error("`{0}` is not the status of a failure, expected a number from 300 to 599")]
    Status(String),
    /// The value of `delay` or `drip` is not a duration.
    #[error("`{0}` is not a duration, expected whole milliseconds or seconds such as `5ms` or `2s`")]
    Time(String),
    /// The kind of fault is missing.
    #[error("missing fault, expected one of `status`, `delay`, `cut`, `cut-body`, `malformed`, `truncated`, `drip`")]
    Nothing,
    /// The text has several kinds of fault.
    #[error("both `{0}` and `{1}` are faults, expected one of them")]
    Several(String, String),
}

impl FromStr for Fault {
    type Err = FaultError;

    /// Reads a fault from parts separated by semicolons.
    ///
    /// One part is the kind of fault: `status=500`, `delay=5ms`, `cut`, `cut-body`, `malformed`, `truncated` or
    /// `drip=5ms`. The others are optional: `before`, `during` or `after`, `retry-after=1`, `should-retry=true` and
    /// `times=1`; of contradicting parts, the last one wins. Durations are whole milliseconds (`ms`) or seconds (`s`).
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let mut kind: Option<(Kind, &str)> = None;
        let mut moment = None;
        let (mut retry_after, mut should_retry, mut times) = (None, None, None);
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)));
            match (name.trim_end(), value.map(str::trim_start)) {
                ("before", None) => moment = Some(Moment::Before),
                ("during", None) => moment = Some(Moment::During),
                ("after", None) => moment = Some(Moment::After),
                ("retry-after", Some(value)) => retry_after = Some(parse(value, part)?),
                ("should-retry", Some(value)) => should_retry = Some(parse(value, part)?),
                ("times", Some(value)) => times = Some(parse(value, part)?),
                (name, value) => {
                    let found = read_kind(name, value)?.ok_or_else(|| FaultError::Unknown(part.to_owned()))?;
                    if let Some((_, earlier)) = kind.replace((found, part)) {
                        return Err(FaultError::Several(earlier.to_owned(), part.to_owned()));
                    }
                }
            }
        }
        let (kind, _) = kind.ok_or(FaultError::Nothing)?;
        let fault = Self::new(kind);
        Ok(Self { moment: moment.unwrap_or(fault.moment), retry_after, should_retry, times, ..fault })
    }
}

/// Writes the text that [`FromStr`] reads, defaults included. Durations are in milliseconds.
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

/// Serializes the text.
impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn read_kind(name: &str, value: Option<&str>) -> Result<Option<Kind>, FaultError> {
    Ok(Some(match (name, value) {
        ("status", Some(value)) => {
            let status = value.parse().ok().filter(|status| is_failure(*status));
            Kind::Status(status.ok_or_else(|| FaultError::Status(value.to_owned()))?)
        }
        ("delay", Some(value)) => Kind::Delay(read_duration(value)?),
        ("drip", Some(value)) => Kind::Drip(read_duration(value)?),
        ("cut", None) => Kind::Cut,
        ("cut-body", None) => Kind::CutBody,
        ("malformed", None) => Kind::Malformed,
        ("truncated", None) => Kind::Truncated,
        _ => return Ok(None),
    }))
}

fn parse<T: FromStr>(value: &str, part: &str) -> Result<T, FaultError> {
    value.parse().map_err(|_| FaultError::Unknown(part.to_owned()))
}

fn read_duration(text: &str) -> Result<Duration, FaultError> {
    let invalid = || FaultError::Time(text.to_owned());
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, Duration::from_millis(1)),
        None => (text.strip_suffix('s').ok_or_else(invalid)?, Duration::from_secs(1)),
    };
    // A u32 of seconds is more than a century: sums with the current time do not overflow.
    let number: u32 = number.parse().map_err(|_| invalid())?;
    Ok(unit * number)
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
            ("", "missing fault"),
            ("after", "missing fault"),
            ("later", "unknown part `later`"),
            ("cut=1", "unknown part `cut=1`"),
            ("cut; status", "unknown part `status`"),
            ("cut; retry-after=soon", "unknown part `retry-after=soon`"),
            ("cut; should-retry=1", "unknown part `should-retry=1`"),
            ("cut; times=often", "unknown part `times=often`"),
            ("times=2", "missing fault"),
            ("cut, after", "unknown part `cut, after`"),
            ("status=200", "`200` is not the status of a failure"),
            ("status=600", "`600` is not the status of a failure"),
            ("status=x", "`x` is not the status of a failure"),
            ("delay=5", "`5` is not a duration"),
            ("delay=-5ms", "`-5ms` is not a duration"),
            ("drip=99999999999s", "`99999999999s` is not a duration"),
            ("cut; delay=1s", "both `cut` and `delay=1s` are faults"),
        ];
        for (text, expected) in table {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn other_statuses_become_500() {
        for status in [0, 100, 200, 299, 600, 999, u16::MAX] {
            assert_eq!(Fault::status(status), Fault::status(500), "{status}");
        }
    }
}
