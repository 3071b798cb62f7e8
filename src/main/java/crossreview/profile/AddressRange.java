package crossreview.profile;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What an IP address stands for, as far as it matters who is called there. */
public enum AddressRange {
  /** This machine. */
  LOOPBACK,
  /** Where clouds hand out credentials to whoever asks, and all link-local addresses. */
  METADATA,
  /** No machine that can be called: unspecified, multicast, reserved. */
  UNUSABLE,
  /** Any other machine, in a private network or a public one. */
  ORDINARY;

  /** Of AWS, Google, Oracle and Scaleway, as the first bytes in hexadecimal. */
  private static final List<String> METADATA_6 =
      List.of("fd000ec2", "fd2000ce", "fd0000c1", "fd000042");

  /** Of Alibaba, Azure and Oracle; the others use link-local addresses. */
  private static final List<String> METADATA_4 = List.of("646464c8", "a83f8110", "c00000c0");

  /** An address of IPv6 that carries one of IPv4 stands for what the carried one stands for. */
  public static AddressRange of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? four(bytes) : six(bytes);
  }

  /** Whether it is of a network that is not the public one: private, shared or unique local. */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return privateFour(bytes);
    }
    String hex = HexFormat.of().formatHex(bytes);
    boolean local = (bytes[0] & 0xfe) == 0xfc || hex.matches("fe[c-f].*"); // RFC 4193, RFC 3879
    boolean mapped = hex.startsWith("0".repeat(20) + "ffff") && privateFour(part(bytes, 12));
    return local || mapped || candidates(hex, bytes).stream().anyMatch(AddressRange::privateFour);
  }

  /** RFC 1918, RFC 6598, RFC 6890 and RFC 2544. */
  private static boolean privateFour(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return switch (first) {
      case 10 -> true;
      case 100 -> second >= 64 && second < 128;
      case 172 -> second >= 16 && second < 32;
      case 192 -> second == 168 || second == 0 && bytes[2] == 0;
      case 198 -> second == 18 || second == 19;
      default -> false;
    };
  }

  private static AddressRange four(byte[] bytes) {
    int first = bytes[0] & 0xff;
    if (first == 127) {
      return LOOPBACK;
    }
    String hex = HexFormat.of().formatHex(bytes);
    if (hex.startsWith("a9fe") || METADATA_4.contains(hex)) {
      return METADATA;
    }
    return first == 0 || first >= 224 ? UNUSABLE : ORDINARY;
  }

  private static AddressRange six(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    if (hex.equals("0".repeat(31) + "1")) {
      return LOOPBACK;
    }
    if (hex.startsWith("0".repeat(20) + "ffff")) {
      return four(part(bytes, 12)); // mapped: the system calls the address of IPv4 itself
    }
    boolean linkLocal = (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
    if (linkLocal || METADATA_6.stream().anyMatch(hex::startsWith)) {
      return METADATA;
    }
    return hex.startsWith("ff") ? UNUSABLE : carried(hex, bytes);
  }

  /** Behind a translator or a tunnel, another machine is called, so none of them is loopback. */
  private static AddressRange carried(String hex, byte[] bytes) {
    List<AddressRange> ranges = candidates(hex, bytes).stream().map(AddressRange::four).toList();
    if (ranges.contains(METADATA)) {
      return METADATA;
    }
    return ranges.stream().allMatch(ORDINARY::equals) ? ORDINARY : UNUSABLE;
  }

  /** The addresses of IPv4 that one of IPv6 may carry; empty for an ordinary one. */
  private static List<byte[]> candidates(String hex, byte[] bytes) {
    if (hex.startsWith("0064ff9b0001")) { // NAT64 of one's own, RFC 8215; two places, RFC 6052
      return List.of(new byte[] {bytes[6], bytes[7], bytes[9], bytes[10]}, part(bytes, 12));
    }
    if (hex.startsWith("2002")) { // 6to4, RFC 3056
      return List.of(part(bytes, 2));
    }
    if (hex.startsWith("20010000")) { // Teredo, RFC 4380: every bit is inverted
      byte[] inverted = part(bytes, 12);
      for (int i = 0; i < inverted.length; i++) {
        inverted[i] = (byte) ~inverted[i];
      }
      return List.of(inverted);
    }
    boolean nat64 = hex.startsWith("0064ff9b" + "0".repeat(16)); // RFC 6052
    boolean compatible = hex.startsWith("0".repeat(24)); // RFC 4291, no longer in use
    boolean isatap = hex.startsWith("00005efe", 16) || hex.startsWith("02005efe", 16); // RFC 5214
    return nat64 || compatible || isatap ? List.of(part(bytes, 12)) : List.of();
  }

  private static byte[] part(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, from + 4);
  }
}
