package crossreview.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where events may go. */
class WebhookAddressTest {
  private static final WebhookAddress STRICT = new WebhookAddress(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:a00:1::",
        "2002:7f00:1::"
      })
  void anAddressOutsideThePublicNetworkIsNotCalled(String address) {
    InetAddress now = InetAddress.ofLiteral(address);

    assertTrue(STRICT.refusal("hooks.example.com", now, true).isPresent());
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertTrue(STRICT.refusal("https://" + host + "/hook").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220::1"})
  void oneOfThePublicNetworkIs(String address) {
    InetAddress now = InetAddress.ofLiteral(address);

    assertEquals(Optional.empty(), STRICT.refusal("hooks.example.com", now, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "ftp://example.com/",
        "http://example.com/",
        "https://user:word@example.com/",
        "https://example.com/#part",
        "https://localhost/",
        "https://hooks.localhost/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://0177.0.0.1/"
      })
  void anAddressThatIsWrittenSoIsRefused(String url) {
    assertTrue(STRICT.refusal(url).isPresent());
  }

  @Test
  void aListedHostMayBePrivateAndWithoutTls() {
    WebhookAddress open = new WebhookAddress(List.of("LocalHost.", "10.1.2.3"));
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");

    assertEquals(Optional.empty(), open.refusal("http://localhost:9000/hook?key=1"));
    assertEquals(Optional.empty(), open.refusal("localhost", here, false));
    assertEquals(Optional.empty(), open.refusal("https://10.1.2.3/"));
    assertTrue(open.refusal("https://10.1.2.4/").isPresent());
    assertTrue(open.refusal("other.example.com", here, true).isPresent());
  }
}
