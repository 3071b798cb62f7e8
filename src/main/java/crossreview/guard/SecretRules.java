package crossreview.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Secrets that announce themselves by a prefix: the public key formats of the vendors.
 *
 * <p>A rule is a prefix and a run of characters of one alphabet behind it; the run's least length
 * keeps words that merely begin like a key apart.
 */
final class SecretRules {
  private static final String ALNUM = "alnum";
  private static final String URL_SAFE = "url";
  private static final String UPPER = "upper";
  private static final String HEX = "hex";

  /** Rules by the first character of their prefix. */
  private static final List<List<Rule>> BY_FIRST = new ArrayList<>();

  static {
    for (int i = 0; i < 128; i++) {
      BY_FIRST.add(new ArrayList<>());
    }
    models();
    clouds();
    codeHosts();
    others();
  }

  private SecretRules() {}

  /** A prefix, what follows it, and what it is called. */
  record Rule(String kind, String label, String prefix, String alphabet, int least) {}

  private static void models() {
    add("anthropic_key", "API key (sk-ant-…)", "sk-ant-", URL_SAFE, 20);
    add("openrouter_key", "API key (sk-or-…)", "sk-or-", URL_SAFE, 20);
    add("openai_key", "API key (sk-…)", "sk-", URL_SAFE, 20);
    add("google_key", "API key (AIza…)", "AIza", URL_SAFE, 35);
    add("xai_key", "API key (xai-…)", "xai-", ALNUM, 32);
    add("perplexity_key", "API key (pplx-…)", "pplx-", ALNUM, 32);
    add("groq_key", "API key (gsk_…)", "gsk_", ALNUM, 32);
    add("huggingface_token", "access token (hf_…)", "hf_", ALNUM, 30);
    add("replicate_token", "API token (r8_…)", "r8_", ALNUM, 32);
    add("langsmith_key", "API key (lsv2_…)", "lsv2_", URL_SAFE, 32);
  }

  private static void clouds() {
    add("aws_access_key", "AWS access key id (AKIA…)", "AKIA", UPPER, 16);
    add("aws_access_key", "AWS access key id (ASIA…)", "ASIA", UPPER, 16);
    add("azure_storage_key", "storage account key", "AccountKey=", "base64", 80);
    add("azure_shared_key", "shared access key", "SharedAccessKey=", "base64", 40);
    add("digitalocean_token", "access token (dop_v1_…)", "dop_v1_", HEX, 64);
    add("gcp_oauth_token", "OAuth token (ya29.…)", "ya29.", URL_SAFE, 30);
    add("vault_token", "Vault token (hvs.…)", "hvs.", URL_SAFE, 24);
    add("tailscale_key", "auth key (tskey-…)", "tskey-", URL_SAFE, 20);
    add("databricks_token", "access token (dapi…)", "dapi", HEX, 32);
    add("cloudflare_key", "origin key (v1.0-…)", "v1.0-", URL_SAFE, 40);
    add("flyio_token", "access token (fo1_…)", "fo1_", URL_SAFE, 40);
  }

  private static void codeHosts() {
    for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
      add("github_token", "GitHub token (" + prefix + "…)", prefix, ALNUM, 36);
    }
    add("github_token", "GitHub token (github_pat_…)", "github_pat_", URL_SAFE, 22);
    add("gitlab_token", "GitLab token (glpat-…)", "glpat-", URL_SAFE, 20);
    add("gitlab_token", "GitLab token (gldt-…)", "gldt-", URL_SAFE, 20);
    add("bitbucket_token", "access token (ATBB…)", "ATBB", ALNUM, 28);
    add("atlassian_token", "API token (ATATT…)", "ATATT3", URL_SAFE, 60);
    add("npm_token", "npm token (npm_…)", "npm_", ALNUM, 36);
    add("pypi_token", "PyPI token (pypi-…)", "pypi-", URL_SAFE, 50);
    add("rubygems_token", "RubyGems key (rubygems_…)", "rubygems_", HEX, 48);
    add("docker_token", "Docker token (dckr_pat_…)", "dckr_pat_", URL_SAFE, 20);
    add("crates_token", "crates.io token (cio…)", "cio", ALNUM, 32);
  }

  private static void others() {
    for (String prefix : List.of("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-")) {
      add("slack_token", "Slack token (" + prefix + "…)", prefix, URL_SAFE, 20);
    }
    for (String prefix : List.of("sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_")) {
      add("stripe_key", "Stripe key (" + prefix + "…)", prefix, ALNUM, 16);
    }
    add("sendgrid_key", "SendGrid key (SG.…)", "SG.", "dotted", 40);
    add("mailgun_key", "Mailgun key (key-…)", "key-", HEX, 32);
    add("square_token", "Square token (sq0…)", "sq0atp-", URL_SAFE, 22);
    add("square_token", "Square token (sq0…)", "sq0csp-", URL_SAFE, 40);
    add("shopify_token", "Shopify token (shpat_…)", "shpat_", HEX, 32);
    add("shopify_token", "Shopify token (shpss_…)", "shpss_", HEX, 32);
    add("grafana_token", "Grafana token (glsa_…)", "glsa_", URL_SAFE, 32);
    add("linear_key", "Linear key (lin_api_…)", "lin_api_", ALNUM, 32);
    add("figma_token", "Figma token (figd_…)", "figd_", URL_SAFE, 30);
    add("newrelic_key", "New Relic key (NRAK-…)", "NRAK-", UPPER, 27);
    add("age_key", "age secret key", "AGE-SECRET-KEY-1", UPPER, 50);
    add("sentry_token", "Sentry token (sntrys_…)", "sntrys_", "base64", 40);
    add("postman_key", "Postman key (PMAK-…)", "PMAK-", URL_SAFE, 40);
    add("telegram_token", "Telegram bot token", "bot_token=", "dotted", 30);
  }

  private static void add(String kind, String label, String prefix, String alphabet, int least) {
    BY_FIRST.get(prefix.charAt(0)).add(new Rule(kind, label, prefix, alphabet, least));
  }

  /** The rules whose prefix begins with a character, longest prefixes of a family first. */
  static List<Rule> beginningWith(char c) {
    return c < 128 ? BY_FIRST.get(c) : List.of();
  }

  /** Whether a character may stand in the run behind a prefix. */
  static boolean belongs(String alphabet, char c) {
    boolean digit = c >= '0' && c <= '9';
    boolean lower = c >= 'a' && c <= 'z';
    boolean upper = c >= 'A' && c <= 'Z';
    return switch (alphabet) {
      case ALNUM -> digit || lower || upper;
      case URL_SAFE -> digit || lower || upper || c == '-' || c == '_';
      case UPPER -> digit || upper;
      case HEX -> digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      case "base64" -> digit || lower || upper || c == '+' || c == '/' || c == '=';
      case "dotted" -> digit || lower || upper || c == '-' || c == '_' || c == '.' || c == ':';
      default -> throw new IllegalStateException(alphabet);
    };
  }
}
