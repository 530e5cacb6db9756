package io.millrace.core.streamflow;

import io.millrace.core.event.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of the text columns and how often they occur. Shares are in percent, in the order of the values. */
final class Vocabulary {
    static final int PAGE_VIEW = 0;
    static final int VIDEO_START = 1;
    static final int VIDEO_COMPLETE = 2;
    static final int SEARCH = 3;
    static final int BILLING_EVENT = 6;
    static final int DOWNLOAD = 9;

    static final Dictionary EVENT_TYPES = Dictionary.of(
            "page_view",
            "video_start",
            "video_complete",
            "search",
            "settings_change",
            "support_ticket",
            "billing_event",
            "feature_click",
            "share",
            "download");
    private static final int[] TYPE_SHARES = {35, 20, 15, 10, 3, 2, 5, 5, 3, 2};

    static final Dictionary DEVICES = Dictionary.of("mobile", "desktop", "tablet", "smart_tv");
    static final Dictionary PLANS = Dictionary.of("basic", "standard", "premium");
    static final Dictionary COUNTRIES = Dictionary.of("US", "GB", "DE", "FR", "BR", "IN", "CA", "JP", "AU");
    static final Dictionary REFERRERS = Dictionary.of(
            "https://search.example/",
            "https://social.example/feed",
            "https://mail.example/",
            "https://news.example/tv");
    static final Dictionary ERRORS = Dictionary.of("E1001", "E1002", "E2001", "E3004");

    /** One entry for each hundredth; the last country share stands for an unknown country. */
    static final byte[] TYPE_BY_PERCENT = table(TYPE_SHARES);

    static final byte[] DEVICE_BY_PERCENT = table(45, 30, 15, 10);
    static final byte[] PLAN_BY_PERCENT = table(40, 35, 25);
    static final byte[] PRICE_BY_PERCENT = PLAN_BY_PERCENT;
    static final byte[] COUNTRY_BY_PERCENT = table(38, 12, 10, 8, 9, 9, 6, 4, 3, 1);

    /** Types other than video_complete: 85 entries. */
    static final byte[] TYPE_BEFORE_COMPLETION = table(35, 20, 0, 10, 3, 2, 5, 5, 3, 2);

    private static final double[] PRICES = {9.99, 14.99, 19.99};

    /** Titles that can be watched. */
    static final int CONTENTS = 5_000;

    static final Dictionary CONTENT_IDS = numbered("c");

    private static final String[] PAGES = {"/", "/browse", "/my-list", "/account"};
    private static final String[] PAGES_BY_TYPE = {
        "/search", "/settings", "/support", "/billing", "/features", "/share", "/downloads"
    };

    /** The pages that a page_view shows, then one for each type from search on, then one for each title. */
    static final Dictionary PAGE_URLS = pages();

    private static final String[] APP_VERSIONS = {"6.2.0", "6.2.1", "6.3.0", "6.4.0", "7.0.0", "7.0.1"};
    private static final String[] DETAILS = {
        "",
        ", \"quality\": \"480p\"",
        ", \"quality\": \"720p\"",
        ", \"quality\": \"1080p\"",
        ", \"quality\": \"2160p\"",
        ", \"results\": 0",
        ", \"results\": 3",
        ", \"results\": 12",
        ", \"results\": 40",
        ", \"currency\": \"USD\", \"tags\": [\"renewal\", \"card\"]"
    };

    /** JSON texts: every version with every detail; see {@link #metadata}. */
    static final Dictionary METADATA = metadataTexts();

    private Vocabulary() {}

    static double price(int code) {
        return PRICES[code];
    }

    static boolean isVideo(int type) {
        return type == VIDEO_START || type == VIDEO_COMPLETE;
    }

    /** Whether events of the type are about a title. */
    static boolean hasContent(int type) {
        return isVideo(type) || type == DOWNLOAD;
    }

    static int pageUrl(int type, int content, int choice) {
        if (type == PAGE_VIEW) {
            return choice;
        }
        return isVideo(type) ? PAGES.length + PAGES_BY_TYPE.length + content : PAGES.length + type - SEARCH;
    }

    /**
     * @param version 0 to 5
     * @param choice 0 to 3
     */
    static int metadata(int type, int version, int choice) {
        int detail = 0;
        if (isVideo(type)) {
            detail = 1 + choice;
        } else if (type == SEARCH) {
            detail = 5 + choice;
        } else if (type == BILLING_EVENT) {
            detail = 9;
        }
        return version * DETAILS.length + detail;
    }

    static int appVersions() {
        return APP_VERSIONS.length;
    }

    private static byte[] table(int... shares) {
        int total = 0;
        for (int share : shares) {
            total += share;
        }
        byte[] table = new byte[total];
        int at = 0;
        for (int value = 0; value < shares.length; value++) {
            for (int i = 0; i < shares[value]; i++) {
                table[at++] = (byte) value;
            }
        }
        return table;
    }

    private static Dictionary numbered(String prefix) {
        String[] entries = new String[CONTENTS];
        for (int i = 0; i < CONTENTS; i++) {
            entries[i] = String.format(Locale.ROOT, "%s%04d", prefix, i);
        }
        return Dictionary.of(entries);
    }

    private static Dictionary pages() {
        List<String> pages = new ArrayList<>(List.of(PAGES));
        pages.addAll(List.of(PAGES_BY_TYPE));
        for (int i = 0; i < CONTENTS; i++) {
            pages.add("/watch/" + CONTENT_IDS.text(i));
        }
        return Dictionary.of(pages.toArray(String[]::new));
    }

    private static Dictionary metadataTexts() {
        List<String> texts = new ArrayList<>();
        for (String version : APP_VERSIONS) {
            for (String detail : DETAILS) {
                texts.add("{\"app\": \"" + version + "\"" + detail + "}");
            }
        }
        return Dictionary.of(texts.toArray(String[]::new));
    }
}
