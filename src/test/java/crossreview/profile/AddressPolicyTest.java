package crossreview.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which an address can be written, and what a name may stand for. */
class AddressPolicyTest {
  private static final AddressPolicy STRICT = new AddressPolicy(false, false);
  private static final AddressPolicy PLAIN = new AddressPolicy(true, false);
  private static final AddressPolicy ALL = new AddressPolicy(true, true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1",
        "127.0.0.2",
        "127.255.255.254",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]"
      })
  void thisMachineIsCalledWithoutTls(String host) {
    assertEquals(Optional.empty(), STRICT.refusal("http://" + host + ":11434/v1"));
    assertTrue(AddressPolicy.isLoopback(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost.evil.com",
        "localhost.localdomain",
        "evil.localhost",
        "localhost-evil.com",
        "127.0.0.1.nip.io",
        "127.0.0.1.evil.com",
        "127.evil.com",
        "a127.0.0.1.xip.io",
        "www.127.com",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "100.64.0.1",
        "1.1.1.1",
        "128.0.0.1",
        "126.255.255.255",
        "[fd00::1]",
        "[2001:db8::1]",
        "[::2]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "ip6-localhost",
        "lvh.me",
        "localtest.me",
        "host.docker.internal",
        "example.com"
      })
  void anotherMachineIsNotCalledWithoutTls(String host) {
    assertTrue(STRICT.refusal("http://" + host + "/v1").isPresent());
    assertFalse(AddressPolicy.isLoopback(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "100.64.0.1",
        "[fd00::1]",
        "[fd00:ec3::1]",
        "host.docker.internal",
        "models.example",
        "metadatabase.example",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::]",
        "[::ffff:10.0.0.1]",
        "[2001:db8::1]",
        "100.100.100.201",
        "168.63.129.17"
      })
  void aPrivateNetworkIsCalledWhereTheSettingsSaySo(String host) {
    assertEquals(Optional.empty(), PLAIN.refusal("http://" + host + "/v1"));
    assertEquals(Optional.empty(), STRICT.refusal("https://" + host + "/v1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "169.254.0.23",
        "169.254.42.42",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "[fd00:ec2::254]",
        "[fd00:ec2::23]",
        "[FD00:0EC2:0:0:0:0:0:254]",
        "[fd20:ce::254]",
        "[fd00:c1::a9fe:a9fe]",
        "[fd00:42::42]",
        "[fe80::1]",
        "[fe80::a9fe:a9fe]",
        "[febf::1]",
        "[fe80::1%25eth0]",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[0:0:0:0:0:ffff:a9fe:a9fe]",
        "[::169.254.169.254]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b::6464:64c8]",
        "[64:ff9b:1::a9fe:a9fe]",
        "[64:ff9b:1:a9fe:a9:fe00::]",
        "[2002:a9fe:a9fe::]",
        "[2002:a9fe:a9fe::1]",
        "[2002:6464:64c8::1]",
        "[2001:0:1:2:3:4:5601:5601]",
        "[2001:db8::5efe:169.254.169.254]",
        "[fd00::200:5efe:a9fe:a9fe]",
        "metadata",
        "metadata.",
        "metadata.google.internal",
        "METADATA.google.internal",
        "metadata.google.internal.",
        "metadata.goog",
        "metadata.azure.internal",
        "metadata.tencentyun.com",
        "metadata.packet.net",
        "instance-data",
        "instance-data.ec2.internal",
        "rancher-metadata"
      })
  void metadataIsNotReadUnlessTheSettingsSaySo(String host) {
    String address = "http://" + host + "/latest";

    assertTrue(PLAIN.refusal(address).orElse("").contains("provides credentials"), host);
    assertEquals(Optional.empty(), ALL.refusal(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "127.00.0.1",
        "127.0.0.01",
        "0251.0376.0251.0376",
        "2852039166",
        "0xa9fea9fe",
        "169.254.43518",
        "169.16689662",
        "256.0.0.1",
        "127.0.0.1.0",
        "1",
        "0",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[ff02::1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
        "[2001:0:1:2:3:4:80ff:fffe]",
        "[::ffff:0.0.0.0]",
        "127.0.0.1%00",
        "127。0。0。1",
        "①②⑦.⓪.⓪.①",
        "[::1",
        "::1",
        "[::1].evil.com",
        "[127.0.0.1]",
        "me@127.0.0.1",
        "127.0.0.1#",
        "localhost?",
        "%6c%6f",
        "a_b",
        ""
      })
  void whatCanBeReadInSeveralWaysOrIsNoMachineIsRefused(String host) {
    assertTrue(ALL.refusal("http://" + host).isPresent(), host);
    assertTrue(ALL.refusal("https://" + host).isPresent(), host);
  }

  @Test
  void whatANameStandsForIsCheckedWhenItIsCalled() {
    assertEquals(Optional.empty(), resolved(STRICT, "localhost", "127.0.0.1", false));
    assertEquals(Optional.empty(), resolved(STRICT, "api.example.com", "203.0.113.1", true));
    assertEquals(Optional.empty(), resolved(STRICT, "model.intern", "10.0.0.1", true));
    assertEquals(Optional.empty(), resolved(PLAIN, "model.intern", "10.0.0.1", false));
    assertEquals(Optional.empty(), resolved(ALL, "model.intern", "169.254.169.254", false));

    assertEquals(
        Optional.of("localhost, which stands for 10.0.0.1, is not this machine"),
        resolved(STRICT, "localhost", "10.0.0.1", false));
    assertTrue(resolved(PLAIN, "localhost", "10.0.0.1", true).isPresent());
    assertTrue(resolved(PLAIN, "model.intern", "169.254.169.254", false).isPresent());
    assertTrue(resolved(STRICT, "api.example.com", "fd00:ec2::254", true).isPresent());
    assertTrue(resolved(PLAIN, "model.intern", "0.0.0.0", false).isPresent());
    assertTrue(resolved(STRICT, "api.example.com", "64:ff9b::a9fe:a9fe", true).isPresent());
  }

  private static Optional<String> resolved(
      AddressPolicy policy, String host, String address, boolean tls) {
    return policy.refusal(host, InetAddress.ofLiteral(address), tls);
  }
}
