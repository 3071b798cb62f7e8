package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A key that does not show itself. */
class SecretTest {
  private static final String VALUE = "a key that nobody reads";

  @Test
  void itIsRevealedOnDemandOnly() {
    Secret secret = new Secret(VALUE);

    assertEquals(VALUE, secret.reveal());
    assertEquals("***", secret.toString());
    assertEquals("key ***", "key " + secret);
  }
}
