package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A key that does not show itself. */
class SecretTest {
  private static final String VALUE = "a key that nobody reads";

  @Test
  void itIsRevealedOnDemandOnly() {
    Secret secret = new Secret(VALUE, new Random(7));

    assertEquals(VALUE, secret.reveal());
    assertEquals(VALUE, secret.reveal());
    assertEquals("***", secret.toString());
    assertEquals("key ***", "key " + secret);
  }

  @Test
  void nothingThatItHoldsReadsAsTheKey() throws IllegalAccessException {
    Secret secret = new Secret(VALUE, new Random(7));

    for (Field field : Secret.class.getDeclaredFields()) {
      if (field.isSynthetic()) {
        continue; // a tool that measures coverage adds such fields
      }
      field.setAccessible(true);
      String held = new String((byte[]) field.get(secret), StandardCharsets.ISO_8859_1);
      assertFalse(held.contains(VALUE.substring(0, 4)), field.getName());
    }
  }
}
