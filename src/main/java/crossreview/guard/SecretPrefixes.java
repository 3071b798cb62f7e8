package crossreview.guard;

import static crossreview.guard.SecretAlphabet.ALNUM;
import static crossreview.guard.SecretAlphabet.BASE64;
import static crossreview.guard.SecretAlphabet.DOTTED;
import static crossreview.guard.SecretAlphabet.HEX;
import static crossreview.guard.SecretAlphabet.PATH;
import static crossreview.guard.SecretAlphabet.TOKEN68;
import static crossreview.guard.SecretAlphabet.UPPER;
import static crossreview.guard.SecretAlphabet.URL_SAFE;

import java.util.ArrayList;
import java.util.List;

/**
 * Secrets that announce themselves by a prefix: the public key formats of the vendors.
 *
 * <p>A rule is a prefix and a run of characters of one alphabet after it; the run's least length
 * keeps words that merely begin like a key apart. Most prefixes occur in keys only: they are
 * certain, and a key without a digit is found like any other. The prefixes that also begin ordinary
 * words are likely: their run must look random.
 */
final class SecretPrefixes {
  /** Rules by the first character of their prefix, the longer prefixes of a family first. */
  private static final List<List<PrefixRule>> BY_FIRST = new ArrayList<>();

  static {
    for (int i = 0; i < 128; i++) {
      BY_FIRST.add(new ArrayList<>());
    }
    models();
    clouds();
    codeHosts();
    registries();
    money();
    addMessaging();
    services();
  }

  private SecretPrefixes() {}

  /** How much a prefix says by itself. */
  enum PrefixCertainty {
    /** Only keys begin with it. */
    CERTAIN,
    /** Words and names begin with it too. */
    LIKELY
  }

  /** A vendor's kind of secret, and what it is called. */
  record PrefixFamily(String kind, String what, PrefixCertainty certainty) {}

  /** A prefix, and what follows it. */
  record PrefixRule(PrefixFamily family, String prefix, SecretAlphabet alphabet, int least) {

    String kind() {
      return family.kind();
    }

    String label() {
      return family.what() + " (" + prefix.strip() + "…)";
    }

    boolean certain() {
      return family.certainty() == PrefixCertainty.CERTAIN;
    }

    /** Where the secret begins, from its prefix: after one that only names what follows. */
    int offset() {
      char last = prefix.charAt(prefix.length() - 1);
      return last == '=' || last == ' ' ? prefix.length() : 0;
    }
  }

  private static void models() {
    String key = "API key";
    certain("anthropic_key", key, URL_SAFE, 20, "sk-ant-");
    certain("openrouter_key", key, URL_SAFE, 20, "sk-or-");
    likely("openai_key", key, URL_SAFE, 20, "sk-");
    certain("google_key", key, URL_SAFE, 35, "AIza");
    certain("xai_key", key, ALNUM, 32, "xai-");
    certain("perplexity_key", key, ALNUM, 32, "pplx-");
    certain("groq_key", key, ALNUM, 32, "gsk_");
    certain("cerebras_key", key, ALNUM, 32, "csk-");
    certain("elevenlabs_key", key, HEX, 40, "sk_");
    certain("huggingface_token", "access token", ALNUM, 30, "hf_");
    certain("replicate_token", "API token", ALNUM, 32, "r8_");
    certain("langsmith_key", key, URL_SAFE, 32, "lsv2_");
    certain("langfuse_key", key, URL_SAFE, 32, "sk-lf-");
    certain("pinecone_key", key, URL_SAFE, 40, "pcsk_");
    certain("tavily_key", key, URL_SAFE, 20, "tvly-");
    certain("jina_key", key, URL_SAFE, 40, "jina_");
  }

  private static void clouds() {
    certain("aws_access_key", "AWS access key id", UPPER, 16, "AKIA", "ASIA");
    certain("aws_bedrock_key", "AWS Bedrock key", BASE64, 100, "ABSK");
    certain("alibaba_key", "Alibaba access key id", ALNUM, 20, "LTAI");
    certain("tencent_key", "Tencent secret id", ALNUM, 32, "AKID");
    certain("azure_storage_key", "storage account key", BASE64, 80, "AccountKey=");
    certain("azure_shared_key", "shared access key", BASE64, 40, "SharedAccessKey=");
    certain("digitalocean_token", "access token", HEX, 64, "dop_v1_", "doo_v1_", "dor_v1_");
    certain("gcp_oauth_token", "OAuth token", URL_SAFE, 30, "ya29.");
    certain("google_client_secret", "OAuth client secret", URL_SAFE, 24, "GOCSPX-");
    likely("vault_token", "Vault token", URL_SAFE, 24, "hvs.", "hvb.");
    certain("tailscale_key", "auth key", URL_SAFE, 20, "tskey-");
    certain("databricks_token", "access token", HEX, 32, "dapi");
    likely("cloudflare_key", "origin key", URL_SAFE, 40, "v1.0-");
    certain("flyio_token", "access token", URL_SAFE, 40, "fo1_");
    certain("heroku_key", "Heroku key", URL_SAFE, 36, "HRKU-");
    certain("netlify_token", "Netlify token", ALNUM, 36, "nfp_");
    certain("planetscale_token", "database token", URL_SAFE, 32, "pscale_tkn_", "pscale_pw_");
    certain("supabase_token", "Supabase token", HEX, 40, "sbp_");
    certain("pulumi_token", "Pulumi token", HEX, 40, "pul-");
    certain("doppler_token", "Doppler token", DOTTED, 40, "dp.pt.", "dp.st.");
  }

  private static void codeHosts() {
    certain("github_token", "GitHub token", ALNUM, 36, "ghp_", "gho_", "ghu_", "ghs_", "ghr_");
    certain("github_token", "GitHub token", URL_SAFE, 22, "github_pat_");
    certain("gitlab_token", "GitLab token", URL_SAFE, 20, "glpat-", "gldt-", "glrt-", "glptt-");
    certain("bitbucket_token", "access token", ALNUM, 28, "ATBB");
    certain("atlassian_token", "API token", URL_SAFE, 60, "ATATT3", "ATCTT3");
    certain("sourcegraph_token", "Sourcegraph token", HEX, 40, "sgp_");
  }

  private static void registries() {
    certain("npm_token", "npm token", ALNUM, 36, "npm_");
    certain("pypi_token", "PyPI token", URL_SAFE, 50, "pypi-");
    certain("rubygems_token", "RubyGems key", HEX, 48, "rubygems_");
    certain("docker_token", "Docker token", URL_SAFE, 20, "dckr_pat_", "dckr_oat_");
    likely("crates_token", "crates.io token", ALNUM, 32, "cio");
    likely("nuget_key", "NuGet key", ALNUM, 43, "oy2");
    certain("clojars_token", "Clojars token", HEX, 60, "CLOJARS_");
    certain("artifactory_key", "Artifactory key", ALNUM, 60, "AKCp");
  }

  private static void money() {
    certain("stripe_key", "Stripe key", ALNUM, 16, "sk_live_", "sk_test_", "rk_live_", "rk_test_");
    certain("stripe_key", "Stripe signing secret", ALNUM, 24, "whsec_");
    certain("square_token", "Square token", URL_SAFE, 22, "sq0atp-", "sq0csp-");
    certain("shopify_token", "Shopify token", HEX, 32, "shpat_", "shpss_", "shpca_", "shppa_");
    certain("easypost_key", "EasyPost key", ALNUM, 54, "EZAK", "EZTK");
  }

  private static void addMessaging() {
    String slack = "Slack token";
    certain(
        "slack_token", slack, URL_SAFE, 20, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-");
    certain("slack_token", slack, URL_SAFE, 20, "xapp-");
    certain("slack_webhook", "Slack webhook", PATH, 40, "hooks.slack.com/services/");
    certain("discord_webhook", "Discord webhook", PATH, 60, "discord.com/api/webhooks/");
    likely("sendgrid_key", "SendGrid key", DOTTED, 40, "SG.");
    likely("mailgun_key", "Mailgun key", HEX, 32, "key-");
    certain("brevo_key", "Brevo key", HEX, 64, "xkeysib-");
    likely("twilio_key", "Twilio key", HEX, 32, "SK");
    certain("mapbox_token", "Mapbox token", DOTTED, 60, "sk.eyJ");
  }

  private static void services() {
    certain("grafana_token", "Grafana token", URL_SAFE, 32, "glsa_", "glc_");
    certain("linear_key", "Linear key", ALNUM, 32, "lin_api_");
    certain("notion_token", "Notion token", ALNUM, 40, "ntn_", "secret_");
    certain("figma_token", "Figma token", URL_SAFE, 30, "figd_");
    certain("newrelic_key", "New Relic key", UPPER, 27, "NRAK-");
    certain("dynatrace_token", "Dynatrace token", DOTTED, 60, "dt0c01.");
    certain("age_key", "age secret key", UPPER, 50, "AGE-SECRET-KEY-1");
    certain("sentry_token", "Sentry token", BASE64, 40, "sntrys_", "sntryu_");
    certain("postman_key", "Postman key", URL_SAFE, 40, "PMAK-");
    certain("typeform_token", "Typeform token", URL_SAFE, 40, "tfp_");
    likely("bearer_token", "bearer token", TOKEN68, 20, "Bearer ");
  }

  private static void certain(
      String kind, String what, SecretAlphabet alphabet, int least, String... prefixes) {
    PrefixFamily family = new PrefixFamily(kind, what, PrefixCertainty.CERTAIN);
    add(family, alphabet, least, prefixes);
  }

  private static void likely(
      String kind, String what, SecretAlphabet alphabet, int least, String... prefixes) {
    PrefixFamily family = new PrefixFamily(kind, what, PrefixCertainty.LIKELY);
    add(family, alphabet, least, prefixes);
  }

  private static void add(
      PrefixFamily family, SecretAlphabet alphabet, int least, String... prefixes) {
    for (String prefix : prefixes) {
      List<PrefixRule> rules = BY_FIRST.get(prefix.charAt(0));
      rules.add(new PrefixRule(family, prefix, alphabet, least));
      rules.sort((a, b) -> b.prefix().length() - a.prefix().length());
    }
  }

  /** The rules whose prefix begins with a character. */
  static List<PrefixRule> beginningWith(char c) {
    return c < 128 ? BY_FIRST.get(c) : List.of();
  }
}
