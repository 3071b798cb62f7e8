package crossreview.guard;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The vendors whose keys have no shape of their own; as data, in lower case. */
final class VendorNames {
  private static final List<String> VENDORS =
      words(
          """
          adafruit adobe airtable algolia alibaba aliyun amplitude asana assemblyai atlassian
          confluence jira auth0 azure_account azure-storage azure_storage beamer bitbucket bitly
          bitrise bittrex brave box_ boxapi buildkite checkout circleci meraki civo clickhouse
          clickup cloudflare cloudinary codecov coinbase confluent contentful couchbase coveralls
          cursor databento datadog data.gov datagov datastax deepgram discord disqus droneci
          dropbox ebay endor etsy exoscale facebook fastly figma finicity finnhub flickr
          flutterwave freshbooks fullstory gitea gitter gocardless greptile gumroad heroku
          honeycomb hubspot huggingface ibmcloud ibm-cloud ibm_cloud influx infomaniak intercom
          jfrog artifactory jumpcloud kagi klaviyo kraken kucoin larksuite launchdarkly linear
          linkedin linked_in linked-in lob_ lob. looker mailchimp mailgun mapbox mattermost
          maxmind messagebird message_bird message-bird mid-server midtrans mistral netlify
          newrelic new-relic new_relic nytimes new-york-times okta ollama openai openweather
          pagerduty pinecone plaid planetscale plivo polymarket private-ai privateai
          private_ai rainforest rapidapi rollbar scaleway segment sendbird sendgrid sentry
          shippo sidekiq slack snowflake snyk sonar squarespace square_ sslmate stripe
          sumologic sumo_ tableau telegram telegr telnyx travis trello twilio twitch twitter
          typeform upstage vercel wakatime weatherstack wandb yandex z.ai zendesk zapier
          anthropic cohere co_api_key replicate bugsnag braintree paypal shopify digitalocean
          linode vultr hetzner nexmo vonage pusher pubnub firebase supabase mixpanel zoom_
          mandrill postmark sparkpost sinch opsgenie newsapi pubnub aws_secret aws-secret
          secretaccesskey secret_access_key configcat fs_api lark waka-time weightsandbiases
          accountkey account_key account-key account.key storage_key storage-key storagekey bx
          azure_key azure-key azurekey pyowm
          zai z_ai z-ai zlm aiven contribsys paradigm poly_ capella
          weights-and-biases scwsecret scw_secret sumo lighton newyorktimes ibm glm owm_ box
          """);

  /** What keys are called when no vendor is. */
  static final Set<String> GENERIC =
      Set.copyOf(
          words(
              """
              api_key apikey api-key access_key access-key accesskey auth_key auth-key authkey
              secret token creds credential
              """));

  /** Vendors whose keys are too short to be seen without their name. */
  static final List<String> SHORT =
      words("contribsys confluent discord dropbox linkedin linked_in linked-in sumo");

  static final List<String> ALL =
      Stream.concat(VENDORS.stream(), GENERIC.stream().sorted()).toList();

  private VendorNames() {}

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).distinct().toList();
  }
}
