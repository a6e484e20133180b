//! The checksum of each value in localStorage and of each exported file: CRC-32 as in zip and PNG.

use crc::{CRC_32_ISO_HDLC, Crc, Table};

/// One table of a kilobyte: the faster ways take sixteen, which no phone can squeeze.
static CRC: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// The sum of a text's bytes.
pub fn sum(text: &str) -> u32 {
    CRC.checksum(text.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_sum_of_zip() {
        // The check value of the CRC catalogue.
        assert_eq!(super::sum("123456789"), 0xcbf4_3926);
    }
}
