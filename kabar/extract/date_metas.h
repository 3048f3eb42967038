#pragma once

#include <string_view>

namespace kabar::extract {

/// Meta fields that hold the time of publication, the surest first.
inline constexpr std::string_view kPublishedMetas[] = {
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_date",
    "publisheddate",
    "date_published",
    "published_time",
    "article_date_original",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "dcsext.articlefirstpublished",
    "article.published",
    "rnews:datepublished",
    "bt:pubdate",
    "article.created",
    "citation_publication_date",
    "citation_date",
    "iso-8601-publish-date",
    "creationdatetime",
    "og:pubdate",
    "ptime",
    "pub_date",
    "date.issued",
    "release_date",
    "article:create_at",
    "og:release_date",
    "created",
    "date",
};

/// Those of the last change.
inline constexpr std::string_view kModifiedMetas[] = {
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:updated_time",
    "lastmod",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
    "modified",
    "update_time",
    "lastmodified",
    "revised",
};

/// Attributes in which elements keep their time for machines.
inline constexpr std::string_view kDateAttributes[] = {"datetime", "content", "data-datetime",
                                                       "data-timestamp", "title"};

}  // namespace kabar::extract
