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
 * <p>A rule is a prefix and a run of characters of one alphabet behind it; the run's least length
 * keeps words that merely begin like a key apart.
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
    talk();
    services();
  }

  private SecretPrefixes() {}

  /** A prefix, what follows it, and what it is called. */
  record PrefixRule(String kind, String what, String prefix, SecretAlphabet alphabet, int least) {

    String label() {
      return what + " (" + prefix.strip() + "…)";
    }

    /** Where the secret begins, from its prefix: behind one that only names what follows. */
    int offset() {
      char last = prefix.charAt(prefix.length() - 1);
      return last == '=' || last == ' ' ? prefix.length() : 0;
    }
  }

  private static void models() {
    String key = "API key";
    add("anthropic_key", key, URL_SAFE, 20, "sk-ant-");
    add("openrouter_key", key, URL_SAFE, 20, "sk-or-");
    add("openai_key", key, URL_SAFE, 20, "sk-");
    add("google_key", key, URL_SAFE, 35, "AIza");
    add("xai_key", key, ALNUM, 32, "xai-");
    add("perplexity_key", key, ALNUM, 32, "pplx-");
    add("groq_key", key, ALNUM, 32, "gsk_");
    add("cerebras_key", key, ALNUM, 32, "csk-");
    add("elevenlabs_key", key, HEX, 40, "sk_");
    add("huggingface_token", "access token", ALNUM, 30, "hf_");
    add("replicate_token", "API token", ALNUM, 32, "r8_");
    add("langsmith_key", key, URL_SAFE, 32, "lsv2_");
    add("langfuse_key", key, URL_SAFE, 32, "sk-lf-");
    add("pinecone_key", key, URL_SAFE, 40, "pcsk_");
    add("tavily_key", key, URL_SAFE, 20, "tvly-");
    add("jina_key", key, URL_SAFE, 40, "jina_");
  }

  private static void clouds() {
    add("aws_access_key", "AWS access key id", UPPER, 16, "AKIA", "ASIA");
    add("aws_bedrock_key", "AWS Bedrock key", BASE64, 100, "ABSK");
    add("alibaba_key", "Alibaba access key id", ALNUM, 20, "LTAI");
    add("tencent_key", "Tencent secret id", ALNUM, 32, "AKID");
    add("azure_storage_key", "storage account key", BASE64, 80, "AccountKey=");
    add("azure_shared_key", "shared access key", BASE64, 40, "SharedAccessKey=");
    add("digitalocean_token", "access token", HEX, 64, "dop_v1_", "doo_v1_", "dor_v1_");
    add("gcp_oauth_token", "OAuth token", URL_SAFE, 30, "ya29.");
    add("google_client_secret", "OAuth client secret", URL_SAFE, 24, "GOCSPX-");
    add("vault_token", "Vault token", URL_SAFE, 24, "hvs.", "hvb.");
    add("tailscale_key", "auth key", URL_SAFE, 20, "tskey-");
    add("databricks_token", "access token", HEX, 32, "dapi");
    add("cloudflare_key", "origin key", URL_SAFE, 40, "v1.0-");
    add("flyio_token", "access token", URL_SAFE, 40, "fo1_");
    add("heroku_key", "Heroku key", URL_SAFE, 36, "HRKU-");
    add("netlify_token", "Netlify token", ALNUM, 36, "nfp_");
    add("planetscale_token", "database token", URL_SAFE, 32, "pscale_tkn_", "pscale_pw_");
    add("supabase_token", "Supabase token", HEX, 40, "sbp_");
    add("pulumi_token", "Pulumi token", HEX, 40, "pul-");
    add("doppler_token", "Doppler token", DOTTED, 40, "dp.pt.", "dp.st.");
  }

  private static void codeHosts() {
    add("github_token", "GitHub token", ALNUM, 36, "ghp_", "gho_", "ghu_", "ghs_", "ghr_");
    add("github_token", "GitHub token", URL_SAFE, 22, "github_pat_");
    add("gitlab_token", "GitLab token", URL_SAFE, 20, "glpat-", "gldt-", "glrt-", "glptt-");
    add("bitbucket_token", "access token", ALNUM, 28, "ATBB");
    add("atlassian_token", "API token", URL_SAFE, 60, "ATATT3", "ATCTT3");
    add("sourcegraph_token", "Sourcegraph token", HEX, 40, "sgp_");
  }

  private static void registries() {
    add("npm_token", "npm token", ALNUM, 36, "npm_");
    add("pypi_token", "PyPI token", URL_SAFE, 50, "pypi-");
    add("rubygems_token", "RubyGems key", HEX, 48, "rubygems_");
    add("docker_token", "Docker token", URL_SAFE, 20, "dckr_pat_", "dckr_oat_");
    add("crates_token", "crates.io token", ALNUM, 32, "cio");
    add("nuget_key", "NuGet key", ALNUM, 43, "oy2");
    add("clojars_token", "Clojars token", HEX, 60, "CLOJARS_");
    add("artifactory_key", "Artifactory key", ALNUM, 60, "AKCp");
  }

  private static void money() {
    add("stripe_key", "Stripe key", ALNUM, 16, "sk_live_", "sk_test_", "rk_live_", "rk_test_");
    add("stripe_key", "Stripe signing secret", ALNUM, 24, "whsec_");
    add("square_token", "Square token", URL_SAFE, 22, "sq0atp-", "sq0csp-");
    add("shopify_token", "Shopify token", HEX, 32, "shpat_", "shpss_", "shpca_", "shppa_");
    add("easypost_key", "EasyPost key", ALNUM, 54, "EZAK", "EZTK");
  }

  private static void talk() {
    String slack = "Slack token";
    add("slack_token", slack, URL_SAFE, 20, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-");
    add("slack_token", slack, URL_SAFE, 20, "xapp-");
    add("slack_webhook", "Slack webhook", PATH, 40, "hooks.slack.com/services/");
    add("discord_webhook", "Discord webhook", PATH, 60, "discord.com/api/webhooks/");
    add("sendgrid_key", "SendGrid key", DOTTED, 40, "SG.");
    add("mailgun_key", "Mailgun key", HEX, 32, "key-");
    add("brevo_key", "Brevo key", HEX, 64, "xkeysib-");
    add("twilio_key", "Twilio key", HEX, 32, "SK");
    add("mapbox_token", "Mapbox token", DOTTED, 60, "sk.eyJ");
  }

  private static void services() {
    add("grafana_token", "Grafana token", URL_SAFE, 32, "glsa_", "glc_");
    add("linear_key", "Linear key", ALNUM, 32, "lin_api_");
    add("notion_token", "Notion token", ALNUM, 40, "ntn_", "secret_");
    add("figma_token", "Figma token", URL_SAFE, 30, "figd_");
    add("newrelic_key", "New Relic key", UPPER, 27, "NRAK-");
    add("dynatrace_token", "Dynatrace token", DOTTED, 60, "dt0c01.");
    add("age_key", "age secret key", UPPER, 50, "AGE-SECRET-KEY-1");
    add("sentry_token", "Sentry token", BASE64, 40, "sntrys_", "sntryu_");
    add("postman_key", "Postman key", URL_SAFE, 40, "PMAK-");
    add("typeform_token", "Typeform token", URL_SAFE, 40, "tfp_");
    add("bearer_token", "bearer token", TOKEN68, 20, "Bearer ");
  }

  private static void add(
      String kind, String what, SecretAlphabet alphabet, int least, String... prefixes) {
    for (String prefix : prefixes) {
      List<PrefixRule> rules = BY_FIRST.get(prefix.charAt(0));
      rules.add(new PrefixRule(kind, what, prefix, alphabet, least));
      rules.sort((a, b) -> b.prefix().length() - a.prefix().length());
    }
  }

  /** The rules whose prefix begins with a character. */
  static List<PrefixRule> beginningWith(char c) {
    return c < 128 ? BY_FIRST.get(c) : List.of();
  }
}
