package crossreview.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Secrets that are made when a test runs, so that no sample lies in the repository. */
final class SecretSamples {
  private static final String ALL =
      "abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ0123456789-_+/";

  private final Random random;

  SecretSamples(long seed) {
    random = new Random(seed);
  }

  /** One secret of every format with its kind; the kind may repeat. */
  List<Map.Entry<String, String>> all() {
    List<Map.Entry<String, String>> samples = new ArrayList<>();
    for (char first = 'A'; first <= 'z'; first++) {
      for (SecretPrefixes.PrefixRule prefixRule : SecretPrefixes.beginningWith(first)) {
        String secret = prefixRule.prefix() + run(prefixRule.alphabet(), prefixRule.least());
        samples.add(Map.entry(prefixRule.kind(), secret));
      }
    }
    shaped().forEach((text, kind) -> samples.add(Map.entry(kind, text)));
    return samples;
  }

  /** Keys of every vendor's certain format as chance draws them: some without digit or capital. */
  List<Map.Entry<String, String>> drawn(int each) {
    List<Map.Entry<String, String>> keys = new ArrayList<>();
    for (char first = 'A'; first <= 'z'; first++) {
      for (SecretPrefixes.PrefixRule prefixRule : SecretPrefixes.beginningWith(first)) {
        for (int i = 0; prefixRule.certain() && i < each; i++) {
          String run = chance(prefixRule.alphabet(), Math.max(20, prefixRule.least()));
          keys.add(Map.entry(prefixRule.kind(), prefixRule.prefix() + run));
        }
      }
    }
    return keys;
  }

  /** Lines with logins that no name introduces. */
  List<Map.Entry<String, String>> logins() {
    String password = "aB3" + run(SecretAlphabet.ALNUM, 11);
    return List.of(
        Map.entry("curl_login", "curl -u deploy:" + password + " https://api.example.net/v1"),
        Map.entry("curl_login", "curl -s --user \"deploy:" + password + "\" https://x.test"),
        Map.entry(
            "curl_login", "curl \\\n  --proxy-user 'p:" + password + "' \\\n  https://x.test"),
        Map.entry("netrc_login", "machine api.test login deploy password " + password),
        Map.entry("netrc_login", "machine api.test\n  login deploy\n  password " + password),
        Map.entry("basic_login", "headers.auth = \"Basic \" + btoa(\"deploy:" + password + "\");"),
        Map.entry("basic_login", "base64.b64encode(b'deploy:" + password + "')"),
        Map.entry("basic_login", "Buffer.from(`deploy:" + password + "`).toString('base64')"),
        Map.entry("assigned_secret", "<add key=\"ApiPassword\" value=\"" + password + "!\" />"),
        Map.entry("assigned_secret", "{\"name\": \"DB_TOKEN\", \"value\": \"" + password + "\"}"),
        Map.entry("assigned_secret", "- name: DB_PASSWORD\n  value: " + password));
  }

  private String chance(SecretAlphabet alphabet, int length) {
    StringBuilder out = new StringBuilder();
    while (out.length() < length) {
      char c = (char) ('-' + random.nextInt('z' - '-' + 1));
      boolean letters = alphabet.has(c) && (Character.isLetterOrDigit(c) || out.length() % 7 == 3);
      if (letters) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private Map<String, String> shaped() {
    Map<String, String> kinds = new LinkedHashMap<>();
    String password = run(SecretAlphabet.ALNUM, 14);
    kinds.put("eyJ" + url(20) + ".eyJ" + url(900) + "." + url(43), "web_token");
    kinds.put("password = \"" + password + "\"", "assigned_secret");
    kinds.put("'db_password': '" + password + "'", "assigned_secret");
    kinds.put("{\\\"client_secret\\\": \\\"" + password + "\\\"}", "assigned_secret");
    kinds.put("clientSecret := `" + password + "`", "assigned_secret");
    kinds.put("PASS='" + password + "'", "assigned_secret");
    kinds.put("postgres://app:" + password + "@db/prod", "url_password");
    kinds.put("redis://:" + password + "@cache:6379", "url_password");
    kinds.put("\"Server=x;User Id=sa;Password=" + password + ";\"", "assigned_secret");
    kinds.put("https://x.test/v1?q=a&api_key=" + password + "&n=1", "assigned_secret");
    kinds.put("Authorization: Basic " + run(SecretAlphabet.BASE64, 24), "basic_login");
    kinds.put("123456789:" + "aB3" + url(32), "telegram_token");
    for (String name : List.of("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")) {
      kinds.put(keyBlock(name + "PRIVATE KEY", "\n"), "private_key");
    }
    kinds.put("\"key\": \"" + keyBlock("PRIVATE KEY", "\\n") + "\"", "private_key");
    kinds.put(keyBlock("PGP PRIVATE KEY BLOCK", "\n"), "private_key");
    return kinds;
  }

  /** Lines of settings without quotes; they count at the beginning of a line only. */
  List<String> settings() {
    String mixed = "aB3" + run(SecretAlphabet.ALNUM, 13);
    return List.of(
        "DB_PASSWORD=" + mixed,
        "export API_TOKEN=" + mixed,
        "+  spring.datasource.password: " + mixed,
        "aws_secret_access_key = aB345" + run(SecretAlphabet.BASE64, 35),
        "  - MYSQL_ROOT_PASSWORD=" + mixed + " # local");
  }

  String keyBlock(String name, String newline) {
    StringBuilder block = new StringBuilder("-----BEGIN " + name + "-----");
    for (int i = 0; i < 6; i++) {
      block.append(newline).append(run(SecretAlphabet.BASE64, 64));
    }
    return block.append(newline).append("-----END " + name + "-----").toString();
  }

  private String url(int length) {
    return run(SecretAlphabet.URL_SAFE, length);
  }

  /**
   * Characters of an alphabet; a digit, and letters of both cases where there are any, are there.
   */
  String run(SecretAlphabet alphabet, int length) {
    String all =
        ALL.chars()
            .filter(c -> alphabet.has((char) c))
            .mapToObj(c -> String.valueOf((char) c))
            .collect(Collectors.joining());
    StringBuilder out = new StringBuilder("7");
    "kQ".chars().filter(c -> alphabet.has((char) c)).forEach(c -> out.append((char) c));
    while (out.length() < length) {
      out.append(all.charAt(random.nextInt(all.length())));
    }
    return out.toString();
  }
}
