package crossreview.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example is the one of GitHub's documentation. */
class WebhookSignatureTest {
  private static final Secret SECRET = new Secret("It's a Secret to Everybody");
  private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void theExampleOfTheDocumentationIsRight() {
    assertEquals(SIGNATURE, WebhookSignature.of(SECRET, BODY));
    assertTrue(WebhookSignature.holds(SECRET, BODY, SIGNATURE));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e16",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
        "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
      })
  void anythingElseIsRefused(String header) {
    assertFalse(WebhookSignature.holds(SECRET, BODY, header));
  }

  @Test
  void oneOtherByteOfTheBodyIsNoticed() {
    assertFalse(WebhookSignature.holds(SECRET, "Hello, World?".getBytes(UTF_8), SIGNATURE));
  }

  @Test
  void theMemoryOfDeliveriesIsBoundedAndForgetsTheOldestFirst() {
    DeliveryMemory memory = new DeliveryMemory();
    for (int i = 0; i <= DeliveryMemory.KEPT; i++) {
      assertTrue(memory.add("delivery " + i));
    }

    assertFalse(memory.add("delivery " + DeliveryMemory.KEPT));
    assertTrue(memory.add("delivery 0"));
  }
}
