package crossreview.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardSignatureTest {
  /** The key of the example in the specification, which is public. */
  private static final Secret EXAMPLE = new Secret("whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @Test
  void itIsThatOfTheExampleInTheSpecification() {
    byte[] body = "{\"test\": 2432232314}".getBytes(UTF_8);

    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        StandardSignature.of(EXAMPLE, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body));
  }

  @Test
  void aSecretOfTheSpecificationHasNoFault() {
    assertEquals(Optional.empty(), StandardSignature.fault(EXAMPLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_%%%%", "whsec_"})
  void anotherSecretIsRefusedWithoutShowingIt(String text) {
    Optional<String> fault = StandardSignature.fault(new Secret(text));

    assertTrue(fault.orElseThrow().startsWith("must be whsec_ and 24 to 64 bytes in base64"));
  }
}
