package crossreview.guard;

/**
 * The public key formats of vendors, as data: kind, name, certainty, alphabet with the least length
 * of what follows (after an equals sign the exact one), and the prefixes of one family. A format
 * that is missing here is one line.
 */
final class SecretFormatTable {
  /** The sign for a blank inside of a prefix. */
  static final char BLANK = '␣';

  static final String ROWS =
      """
      # models
      anthropic_key|API key|certain|URL_SAFE 20|sk-ant-
      openrouter_key|API key|certain|URL_SAFE 20|sk-or-
      openai_key|API key|likely|URL_SAFE 20|sk-
      google_key|API key|certain|URL_SAFE 35|AIza
      google_key|API key|certain|URL_SAFE 30|AQ.Ab8
      xai_key|API key|certain|URL_SAFE 32|xai-
      perplexity_key|API key|certain|ALNUM 32|pplx-
      groq_key|API key|certain|ALNUM 32|gsk_
      cerebras_key|API key|certain|ALNUM 32|csk-
      elevenlabs_key|API key|certain|HEX 40|sk_
      huggingface_token|access token|certain|ALNUM 30|hf_ api_org_
      replicate_token|API token|certain|ALNUM 32|r8_
      langsmith_key|API key|certain|URL_SAFE 32|lsv2_
      langfuse_key|API key|certain|URL_SAFE 32|sk-lf- pk-lf-
      pinecone_key|API key|certain|URL_SAFE 40|pcsk_
      brave_key|API key|likely|URL_SAFE 24|BSA
      tavily_key|API key|certain|URL_SAFE 20|tvly-
      jina_key|API key|certain|URL_SAFE 40|jina_
      nvidia_key|API key|certain|URL_SAFE 60|nvapi-
      together_key|API key|certain|URL_SAFE 40|tgp_v1_
      fireworks_key|API key|likely|ALNUM 20|fw_
      voyage_key|API key|likely|URL_SAFE 40|pa-
      wandb_key|API key|certain|URL_SAFE 60|wandb_v1_
      cursor_key|API key|certain|HEX 60|key_
      runpod_key|API key|likely|ALNUM 30|rpa_
      devin_key|API key|certain|MARKED 40|apk_user_
      devin_key|API key|likely|MARKED 80|apk_
      devin_key|API key|certain|ALNUM 40|cog_
      vercel_key|API key|certain|URL_SAFE 40|vck_ vca_ vcr_ vci_ vcp_
      # clouds
      aws_access_key|AWS access key id|certain|UPPER 16|AKIA ASIA ABIA ACCA A3T
      aws_bedrock_key|AWS Bedrock key|certain|BASE64 100|ABSK
      aws_bedrock_key|AWS Bedrock key|certain|MARKED 20|bedrock-api-key-
      alibaba_key|Alibaba access key id|certain|ALNUM 17|LTAI
      alibaba_key|Alibaba access key id|likely|ALNUM 15|STS.
      tencent_key|Tencent secret id|certain|ALNUM 32|AKID
      azure_storage_key|storage account key|certain|BASE64 80|AccountKey=
      azure_shared_key|shared access key|certain|BASE64 40|SharedAccessKey=
      digitalocean_token|access token|certain|HEX 64|dop_v1_ doo_v1_ dor_v1_
      gcp_oauth_token|OAuth token|certain|URL_SAFE 30|ya29.
      google_client_secret|OAuth client secret|certain|URL_SAFE 24|GOCSPX-
      vault_token|Vault token|likely|URL_SAFE 24|hvs. hvb. hvr.
      vault_token|Vault token|likely|ALNUM =24|s.
      terraform_token|Terraform token|certain|MARKED 40|atlasv1.
      tailscale_key|auth key|certain|URL_SAFE 20|tskey-
      databricks_token|access token|certain|HEX 32|dapi
      cloudflare_key|origin key|likely|URL_SAFE 40|v1.0-
      cloudflare_token|Cloudflare token|certain|ALNUM 40|cfat_ cfut_
      flyio_token|access token|certain|URL_SAFE 40|fo1_
      flyio_token|access token|certain|MARKED 60|FlyV1␣
      flyio_token|access token|certain|MARKED 60|fm1_ fm1r_ fm1a_ fm2_
      heroku_key|Heroku key|certain|URL_SAFE 36|HRKU-
      netlify_token|Netlify token|certain|ALNUM 36|nfp_ nfc_ nfo_ nfu_
      planetscale_token|database token|certain|MARKED 32|pscale_tkn_ pscale_pw_ pscale_oauth_
      supabase_token|Supabase token|certain|URL_SAFE 40|sbp_
      supabase_token|Supabase token|certain|URL_SAFE 20|sb_secret_
      pulumi_token|Pulumi token|certain|HEX 40|pul-
      doppler_token|Doppler token|certain|DOTTED 40|dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.
      neon_key|Neon key|certain|URL_SAFE 60|napi_
      render_key|Render key|certain|ALNUM 28|rnd_
      upcloud_token|UpCloud token|certain|ALNUM 20|ucat_
      scalingo_token|Scalingo token|certain|URL_SAFE 40|tk-us- tk-eu-
      exoscale_key|Exoscale key|certain|ALNUM 24|EXO
      deno_token|Deno token|certain|ALNUM 36|ddp_ ddw_
      val_town_token|Val Town token|certain|URL_SAFE 20|vtwn_
      cockroach_key|CockroachDB key|certain|URL_SAFE 40|CCDB1_
      databento_key|Databento key|likely|ALNUM 29|db-
      mongodb_atlas_key|Atlas service account|certain|MARKED 24|mdb_sa_id_ mdb_sa_sk_
      astra_token|Astra token|certain|DOTTED 20|AstraCS:
      openshift_token|OpenShift token|certain|URL_SAFE 43|sha256~
      docker_swarm_token|Docker Swarm token|certain|URL_SAFE 60|SWMTKN-1-
      docker_swarm_key|Docker Swarm key|certain|BASE64 40|SWMKEY-1-
      clickhouse_key|Clickhouse key|certain|ALNUM =38|4b1d
      elastic_key|Elastic key|certain|MARKED 30|essu_
      onepassword_key|1Password secret key|certain|URL_SAFE 33|A3-
      onepassword_token|1Password service account|certain|BASE64 200|ops_eyJ
      infracost_token|Infracost token|certain|ALNUM 30|ico-
      octopus_key|Octopus Deploy key|likely|UPPER 26|API-
      harness_key|Harness key|likely|DOTTED 60|pat. sat.
      prefect_token|Prefect token|certain|ALNUM 36|pnu_ pnb_
      configcat_key|ConfigCat key|certain|PATH 40|configcat-sdk-1/
      unkey_key|Unkey key|certain|ALNUM 20|unkey_
      # forges
      github_token|GitHub token|certain|ALNUM 36|ghp_ gho_ ghu_ ghs_ ghr_
      github_token|GitHub token|certain|URL_SAFE 22|github_pat_
      gitlab_token|GitLab token|certain|DOTTED 20|glpat- gldt- glrt- glptt- glcbt- glft- glffct- glimt- glagent- gloas- glsoat- glrtr- glwt-
      gitlab_token|GitLab runner token|certain|URL_SAFE 20|GR1348941
      gitlab_cookie|GitLab session|certain|ALNUM 32|_gitlab_session=
      bitbucket_token|access token|certain|ALNUM 28|ATBB
      atlassian_token|API token|certain|MARKED 60|ATATT3 ATCTT3
      sourcegraph_token|Sourcegraph token|certain|URL_SAFE 40|sgp_
      circleci_token|CircleCI token|certain|URL_SAFE 40|CCIPAT_ CCIPRJ_
      buildkite_token|Buildkite token|certain|MARKED 40|bkua_ bkar_ bkaj_ bkct_ bkcq_ bkpt_ bkps_ bkpat_ bkaa_
      mergify_key|Mergify key|certain|URL_SAFE 40|mergify_application_key_
      aikido_key|Aikido key|certain|ALNUM 20|AIK_CI_ AIK_CLIENT_ AIK_SECRET_
      adobe_secret|Adobe client secret|certain|ALNUM 32|p8e-
      lob_key|Lob key|likely|HEX 34|test_ live_ test_pub_ live_pub_
      # registries
      npm_token|npm token|certain|ALNUM 36|npm_
      pypi_token|PyPI token|certain|URL_SAFE 50|pypi-
      rubygems_token|RubyGems key|certain|HEX 48|rubygems_
      docker_token|Docker token|certain|URL_SAFE 20|dckr_pat_ dckr_oat_
      crates_token|crates.io token|likely|ALNUM 32|cio
      nuget_key|NuGet key|likely|ALNUM 43|oy2
      clojars_token|Clojars token|certain|ALNUM 60|CLOJARS_
      artifactory_key|Artifactory key|certain|ALNUM 60|AKCp
      artifactory_key|Artifactory token|certain|ALNUM 55|cmVmd
      cloudsmith_key|Cloudsmith key|certain|ALNUM 32|csa_
      thunderstore_token|Thunderstore token|certain|URL_SAFE 22|tss_
      ionic_token|Ionic token|certain|ALNUM 40|ion_
      # money
      stripe_key|Stripe key|certain|MARKED 10|sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_ sk_org_
      stripe_key|Stripe signing secret|certain|ALNUM 24|whsec_
      square_token|Square token|certain|URL_SAFE 22|sq0atp- sq0csp- sq0idp-
      square_token|Square token|certain|URL_SAFE 40|EAAA
      shopify_token|Shopify token|certain|HEX 32|shpat_ shpss_ shpca_ shppa_
      easypost_key|EasyPost key|certain|ALNUM 54|EZAK EZTK
      plaid_token|Plaid token|certain|URL_SAFE 36|access-production- access-sandbox- access-development-
      checkout_key|Checkout key|certain|URL_SAFE 36|sk_sbox_
      flutterwave_key|Flutterwave key|certain|URL_SAFE 12|FLWSECK_TEST- FLWSECK-
      asaas_key|Asaas key|certain|MARKED 20|aact_prod_ aact_hmlg_ aact_
      midtrans_key|Midtrans key|certain|URL_SAFE 10|Mid-server- Mid-client-
      paddle_key|Paddle key|certain|URL_SAFE 40|pdl_live_apikey_ pdl_sdbx_apikey_
      polar_token|Polar token|certain|URL_SAFE 20|polar_at_ polar_oat_ polar_pat_ polar_rt_
      mercury_token|Mercury token|certain|URL_SAFE 30|mercury_production_ mercury_sandbox_
      ramp_token|Ramp token|certain|ALNUM 30|ramp_id_ ramp_sec_
      persona_key|Persona key|certain|URL_SAFE 20|persona_production_ persona_sandbox_
      rainforest_key|Rainforest key|certain|HEX 60|apikey_ sbx_apikey_
      duffel_token|Duffel token|certain|MARKED 40|duffel_live_ duffel_test_
      shippo_token|Shippo token|certain|HEX 40|shippo_live_ shippo_test_
      proof_key|Proof key|certain|URL_SAFE 20|prf_
      posthog_key|PostHog key|certain|URL_SAFE 40|phx_ phc_ phs_
      onesignal_token|OneSignal token|certain|ALNUM 100|os_v2_app_ os_v2_org_
      onfido_token|Onfido token|certain|DOTTED 18|api_live. api_live_us. api_live_ca. api_sandbox. api_sandbox_us. api_sandbox_ca.
      settlemint_token|SettleMint token|certain|ALNUM 16|sm_aat_ sm_pat_ sm_sat_
      # messaging
      slack_token|Slack token|certain|URL_SAFE 12|xoxb- xoxp- xoxs- xoxe- xoxo- xoxc-
      slack_token|Slack token|certain|URL_SAFE 8|xoxa- xoxr-
      slack_token|Slack token|certain|MARKED 40|xoxd-
      slack_token|Slack token|certain|URL_SAFE 10|xapp-
      slack_webhook|Slack webhook|certain|PATH 40|hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/ hooks.slack-gov.com/services/
      discord_webhook|Discord webhook|certain|PATH 60|discord.com/api/webhooks/ discordapp.com/api/webhooks/
      teams_webhook|Teams webhook|certain|MARKED 60|webhook.office.com/webhookb2/
      sendgrid_key|SendGrid key|likely|MARKED 40|SG.
      mailgun_key|Mailgun key|likely|HEX 32|key- pubkey-
      mailersend_key|MailerSend key|certain|ALNUM 30|mlsn.
      brevo_key|Brevo key|certain|URL_SAFE 64|xkeysib- xsmtpsib-
      twilio_key|Twilio key|likely|HEX 32|SK
      mapbox_token|Mapbox token|certain|DOTTED 60|sk.eyJ
      facebook_token|Facebook token|certain|ALNUM 90|EAAM EAAC EAAB EAAG EAAD
      lark_key|Lark key|likely|ALNUM 16|cli_
      telnyx_key|Telnyx key|certain|URL_SAFE 40|KEY0
      frameio_token|Frame.io token|certain|MARKED 60|fio-u-
      notify_key|GC Notify key|certain|URL_SAFE 60|gcntfy-
      # services
      grafana_token|Grafana token|certain|MARKED 32|glsa_ glc_
      grafana_token|Grafana key|certain|BASE64 40|eyJrIjoi
      linear_key|Linear key|certain|ALNUM 32|lin_api_ lin_oauth_
      notion_token|Notion token|certain|ALNUM 40|ntn_ secret_
      figma_token|Figma token|certain|URL_SAFE 30|figd_ figu_ figor_
      newrelic_key|New Relic key|certain|ALNUM 27|NRAK-
      newrelic_key|New Relic key|certain|URL_SAFE 19|NRJS- NRII-
      dynatrace_token|Dynatrace token|certain|DOTTED 60|dt0c01.
      age_key|age secret key|certain|UPPER 50|AGE-SECRET-KEY-1
      sentry_token|Sentry token|certain|MARKED 40|sntrys_ sntryu_
      postman_key|Postman key|certain|URL_SAFE 40|PMAK-
      typeform_token|Typeform token|certain|MARKED 40|tfp_
      airtable_token|Airtable token|likely|DOTTED 79|pat
      apify_token|Apify token|certain|ALNUM 30|apify_api_
      samsara_token|Samsara token|certain|ALNUM 28|samsara_api_
      readme_key|ReadMe key|certain|ALNUM 60|rdme_
      launchdarkly_key|LaunchDarkly key|likely|URL_SAFE 36|sdk-
      devcycle_key|DevCycle key|certain|URL_SAFE 8|dvc_server_ dvc_client_ dvc_mobile_
      defined_token|Defined Networking token|certain|MARKED 50|dnkey-
      pinterest_token|Pinterest token|certain|URL_SAFE 20|pina_
      lichess_token|Lichess token|certain|URL_SAFE 16|lip_ lio_
      rootly_token|Rootly token|certain|HEX 60|rootly_
      zuplo_key|Zuplo key|certain|ALNUM 30|zpka_
      wakatime_key|WakaTime key|certain|URL_SAFE 32|waka_
      endorlabs_key|Endor Labs key|certain|MARKED 16|endr+
      authress_key|Authress key|likely|MARKED 50|authress_ scauth_ sc_ ext_
      intra42_secret|Intra42 secret|certain|URL_SAFE 60|s-s4t2ud- s-s4t2af-
      scaleway_key|Scaleway key|likely|UPPER 17|SCW
      yandex_key|Yandex key|certain|URL_SAFE 35|AQVN
      yandex_token|Yandex token|likely|MARKED 60|t1.
      canva_secret|Canva secret|certain|URL_SAFE 48|cnvca
      jwt_base64|encoded web token|likely|MARKED 40|ZXlK
      workato_key|Workato key|certain|DOTTED 60|wrka- wrkadx- wrkaeu- wrkaus- wrkprod-
      bearer_token|bearer token|likely|TOKEN68 20|Bearer␣
      checkout_key|Checkout key|likely|URL_SAFE 36|sk_
      """;

  private SecretFormatTable() {}
}
