//! Whether a compressed content stream was unpacked as it was packed.
//!
//! The inflater of hayro-syntax hands back what it has when it meets damaged data. Nobody would notice
//! the text that is missing behind the damage, so the checksum at the end of the data is compared.

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

/// How many bytes from the end of the data its checksum may lie; some producers count line ends in.
const TAIL: usize = 32;

/// True if the data should carry a checksum and do not carry that of what was unpacked.
pub(super) fn is_damaged(stream: &Stream<'_>, unpacked: &[u8]) -> bool {
    // A predictor changes the data after they were unpacked; content streams have none.
    if stream.dict().contains_key(b"DecodeParms") {
        return false;
    }
    match stream.filters().as_slice() {
        [Filter::FlateDecode] => lacks_checksum(&stream.raw_data(), unpacked),
        [Filter::Ascii85Decode, Filter::FlateDecode] => {
            lacks_checksum(&ascii85(&stream.raw_data()), unpacked)
        }
        _ => false,
    }
}

/// True unless the data are those of RFC 1950 and end in the checksum of `unpacked`.
fn lacks_checksum(packed: &[u8], unpacked: &[u8]) -> bool {
    let is_zlib = matches!(packed, [method, flags, ..]
        if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31));
    let tail = packed.get(packed.len().saturating_sub(TAIL)..).unwrap_or_default();
    let checksum = adler32(unpacked).to_be_bytes();
    let is_whole = is_zlib && tail.windows(checksum.len()).any(|window| window == checksum);
    !is_whole && !packed.is_empty()
}

/// The checksum of RFC 1950.
fn adler32(data: &[u8]) -> u32 {
    const MODULUS: u32 = 65_521;
    // The longest run after which neither sum can have left 32 bits.
    const RUN: usize = 5_552;

    let (mut low, mut high) = (1, 0);
    for run in data.chunks(RUN) {
        for byte in run {
            low += u32::from(*byte);
            high += low;
        }
        low %= MODULUS;
        high %= MODULUS;
    }
    high << 16 | low
}

/// Decodes ASCII base-85 (ISO 32000-1, 7.4.3) up to its end mark.
fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(data.len() / 5 * 4);
    let mut group = Vec::with_capacity(5);
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' => decoded.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            decoded.extend(base85_group(&group));
            group.clear();
        }
    }
    let rest = group.len();
    if rest > 1 {
        group.resize(5, 84);
        decoded.extend(base85_group(&group).into_iter().take(rest - 1));
    }
    decoded
}

fn base85_group(digits: &[u8]) -> [u8; 4] {
    let value = |value: u32, digit: &u8| value.wrapping_mul(85).wrapping_add(u32::from(*digit));
    digits.iter().fold(0, value).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "hello" in one stored block.
    const PACKED: &[u8] = b"\x78\x01\x01\x05\x00\xfa\xffhello\x06\x2c\x02\x15";

    #[test]
    fn the_checksum_tells_whole_data_from_damaged() {
        let with_line_end = [PACKED, b"\r\n"].concat();
        let cut = &PACKED[..9];
        for (packed, unpacked, expected) in [
            (PACKED, &b"hello"[..], false),
            (&with_line_end, b"hello", false),
            (PACKED, b"hell", true),
            (cut, b"he", true),
            (b"no zlib data", b"hello", true),
            (b"", b"", false),
        ] {
            assert_eq!(lacks_checksum(packed, unpacked), expected, "{}", packed.escape_ascii());
        }
    }

    #[test]
    fn long_data_have_the_checksum_of_their_definition() {
        let data = vec![0xff; 1 << 20];
        let (mut low, mut high) = (1_u64, 0_u64);
        for byte in &data {
            low = (low + u64::from(*byte)) % 65_521;
            high = (high + low) % 65_521;
        }
        assert_eq!(u64::from(adler32(&data)), high << 16 | low);
    }

    #[test]
    fn base_85_is_decoded_to_its_end() {
        for (text, expected) in [
            (&b"87cUR\nD]j7B~>"[..], &b"Hello wo"[..]),
            (b"87cURDZ~>junk", b"Hello"),
            (b"z!~>", b"\0\0\0\0"),
        ] {
            assert_eq!(ascii85(text), expected);
        }
    }
}
