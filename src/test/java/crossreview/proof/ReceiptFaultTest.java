package crossreview.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.CanonicalJson;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt with anything else than a content, its key and its signature is none. */
class ReceiptFaultTest {
  @TempDir Path keys;
  private ReceiptKey key;
  private final Map<String, Object> content = new LinkedHashMap<>(Map.of("outcome", "converged"));

  @BeforeEach
  void open() throws IOException {
    key = ReceiptKey.open(keys, new SecureRandom());
  }

  /** A receipt with these fields and the key's signature over them. */
  private Map<String, Object> signed(Map<String, Object> fields) throws InvalidJsonException {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    byte[] signature = key.sign(CanonicalJson.bytes(fields));
    all.put("signature", Base64.getEncoder().encodeToString(signature));
    return all;
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("content", content);
    fields.put("key", key.publicKey().tree());
    return fields;
  }

  private static Receipt read(Map<String, Object> fields) {
    return Receipt.read(JsonWriter.of(fields).getBytes(UTF_8));
  }

  @Test
  void aWholeOneHasAContentAndASigner() throws Exception {
    Receipt receipt = read(signed(fields()));

    assertTrue(receipt.whole());
    assertNull(receipt.fault());
    assertEquals("converged", receipt.text("outcome"));
    assertNull(receipt.text("none"));
    assertEquals(key.fingerprint(), receipt.signer().fingerprint());
  }

  @Test
  void aFieldBesideThemIsUnknownEvenIfItIsSigned() throws Exception {
    Map<String, Object> beside = signed(fields());
    beside.put("approved", true);
    Map<String, Object> within = fields();
    within.put("approved", true);

    assertEquals("it has unknown fields: [content, key, approved]", read(beside).fault());
    assertEquals("it has unknown fields: [content, key, approved]", read(signed(within)).fault());
  }

  @ParameterizedTest
  @CsvSource({"fingerprint, 0000", "algorithm, RSA"})
  void aKeyThatSaysSomethingElseOfItselfIsRefusedEvenIfItIsSigned(String field, String value)
      throws Exception {
    Map<String, Object> named = key.publicKey().tree();
    named.put(field, value);
    Map<String, Object> fields = fields();
    fields.put("key", named);

    assertEquals("its key does not match its fingerprint", read(signed(fields)).fault());
  }

  @Test
  void theSignatureOfAnotherKeyOrContentIsNoneOfThisOne() throws Exception {
    ReceiptKey other =
        ReceiptKey.open(Files.createDirectory(keys.resolve("other")), new SecureRandom());
    Map<String, Object> foreign = signed(fields());
    foreign.put("key", other.publicKey().tree());
    Map<String, Object> altered = signed(fields());
    altered.put("content", Map.of("outcome", "aborted"));

    String why = "its signature does not match: the receipt was altered";
    assertEquals(why, read(foreign).fault());
    assertEquals(why, read(altered).fault());
    assertFalse(read(altered).whole());
  }

  @Test
  void aSignatureHasOneSpelling() throws Exception {
    Map<String, Object> spelled = signed(fields());
    String signature = (String) spelled.get("signature"); // 64 bytes: the last two places are "=="
    String last = signature.substring(85, 86);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    String same =
        "" + alphabet.charAt(alphabet.indexOf(last) + 1); // its last four bits are dropped
    spelled.put("signature", signature.substring(0, 85) + same + "==");
    assertEquals(
        "its signature does not match: the receipt was altered", read(spelled).fault(), same);

    spelled.put("signature", "no base64!");
    assertEquals("its signature is not base64", read(spelled).fault());
    spelled.put("signature", "");
    assertEquals("its signature does not match: the receipt was altered", read(spelled).fault());
  }

  @ParameterizedTest
  @CsvSource({"content", "key", "signature"})
  void withoutOneOfItsFieldsItIsNoReceipt(String field) throws Exception {
    Map<String, Object> less = signed(fields());
    less.remove(field);

    Receipt receipt = read(less);

    String kind = field.equals("signature") ? "a string" : "an object";
    assertEquals("it is not a receipt: " + field + " must be " + kind, receipt.fault());
    assertThrows(IllegalStateException.class, receipt::signer);
  }

  @Test
  void aKeyThatIsNoneMakesNoReceipt() throws Exception {
    Map<String, Object> fields = fields();
    Map<String, Object> named = key.publicKey().tree();
    named.put("public", "no base64!");
    fields.put("key", named);

    assertTrue(read(signed(fields)).fault().startsWith("it is not a receipt: not base64: "));
  }
}
