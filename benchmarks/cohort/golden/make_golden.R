# Golden numbers for tests/cohort/test_cohort_against_r.py, computed by R on rows. Run by hand, from the repository's top:
#
#     Rscript benchmarks/cohort/golden/make_golden.R
#     (Debian: r-base-core r-cran-survival r-cran-cmprsk r-cran-boot r-cran-jsonlite)
#
# Writes tests/golden/r_cohort.json: of each cohort the counts by group and time, and R's numbers, so that the tests need
# no R. What stands there are the counts of public data sets and figures computed from them; times stay in their unit.

suppressPackageStartupMessages({library(survival); library(cmprsk); library(jsonlite)})

WHOLE_CURVE_UP_TO <- 60  # times of a group; longer curves are compared at LEVELS of their follow-up
LEVELS <- c(0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1)
HORIZONS <- c(0.3, 0.75)  # of the shortest group's follow-up, for the restricted mean

# kind: 0 left without an event, 1 the event, 2 an event of another kind. entry: -1 where all are there from the start.
cohort <- function(time, kind, group, entry = -1, site = "", landmark = 0, note = "") {
  rows <- data.frame(time = time, kind = as.integer(kind), group = as.character(group), entry = entry,
                     site = as.character(site))
  whole <- !is.na(rows$time) & !is.na(rows$kind) & !is.na(rows$group) & !is.na(rows$site) & rows$entry < rows$time
  list(rows = rows[whole, ], left_out = sum(!whole), landmark = landmark, note = note)
}

EXACT <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 50)
half <- function(time, event) cohort(time, event, "all")
COHORTS <- list(
  lung = with(lung, cohort(time, status == 2, sex, note = "events coded 1/2")),
  lung_by_ecog = with(lung, cohort(time, status == 2, ph.ecog, note = "a row left out, a group of one")),
  lung_by_institution = with(lung, cohort(time, status == 2, sex, site = inst, note = "18 sites, a row left out")),
  veteran = with(veteran, cohort(time, status, trt, note = "a plateau at exactly one half")),
  veteran_from_90_days = with(veteran[veteran$time > 90, ], cohort(time, status, trt, landmark = 90, note = "landmark")),
  colon = with(colon[colon$etype == 2, ], cohort(time, status, rx, note = "three groups, many ties")),
  gbsg = with(gbsg, cohort(rfstime, status, hormon, note = "a breast cancer trial")),
  ovarian = with(ovarian, cohort(futime, fustat, rx)),
  aml_one_group = with(aml, cohort(time, status, "all", note = "one group")),
  heavy_ties = with(lung, cohort(ceiling(time / 91.3125), status == 2, sex, note = "days in quarters")),
  no_event = cohort(c(3, 5, 5, 8, 2, 4, 4, 9), 0, rep(1:2, each = 4), note = "nobody has the event"),
  no_event_in_one = cohort(c(3, 5, 5, 8, 2, 4, 4, 9, 3, 4, 6, 7), c(rep(0, 4), 1, 0, 1, 0, 1, 1, 0, 1), rep(1:3, each = 4),
                           note = "one of three groups has none"),
  all_events = half(c(3, 5, 6, 6, 8, 11, 14), rep(1, 7)),
  at_time_zero = half(c(0, 0, 2, 2, 5, 7), c(1, 0, 1, 0, 1, 0)),
  channing = with(boot::channing, cohort(exit, cens, sex, entry = entry, note = "delayed entry, the men's early risk set empties")),
  mgus2 = with(mgus2, cohort(ifelse(pstat == 1, ptime, futime), ifelse(pstat == 1, 1, 2 * death), sex,
                             note = "death competes with a plasma cell malignancy")),
  transplant = with(transplant, cohort(futime, ifelse(event == "ltx", 1, ifelse(event == "censored", 0, 2)), sex,
                                       note = "death and withdrawal compete, times of zero"))
)

numbers <- function() {
  found <- list()
  list(add = function(what, value, group = "", at = "") {
         for (i in seq_along(value))
           found[[length(found) + 1]] <<- list(unbox(what), unbox(group), unbox(as.character(at[min(i, length(at))])),
                                               unbox(as.numeric(value[i])))
       }, all = function() found)
}

surv_of <- function(rows) if (any(rows$entry >= 0)) Surv(rows$entry, rows$time, rows$kind == 1) else Surv(rows$time, rows$kind == 1)

curve <- function(into, rows, name, horizons, begins) {
  rows$y <- surv_of(rows)
  fit <- if (begins > 0) survfit(y ~ 1, rows, conf.type = "log-log", start.time = begins)
         else survfit(y ~ 1, rows, conf.type = "log-log")
  table <- summary(fit)$table
  into$add("n", nrow(rows), name)
  into$add("events", sum(rows$kind == 1), name)
  into$add("median", table[["median"]], name)
  into$add("low limit of the median", table[["0.95LCL"]], name)
  into$add("high limit of the median", table[["0.95UCL"]], name)
  left <- fit$n.event + fit$n.censor > 0
  at <- which(left)
  if (length(at) > WHOLE_CURVE_UP_TO) at <- at[unique(pmax(1, round(LEVELS * length(at))))]
  said <- format(fit$time[at], digits = 15, trim = TRUE)
  into$add("survival", fit$surv[at], name, said)
  into$add("number at risk", fit$n.risk[at], name, said)
  into$add("Greenwood's sum", fit$std.err[at]^2, name, said)
  into$add("low limit", fit$lower[at], name, said)
  into$add("high limit", fit$upper[at], name, said)
  for (horizon in horizons[horizons < max(rows$time)]) {
    mean <- summary(fit, rmean = horizon)$table
    into$add("restricted mean", mean[["rmean"]] - begins, name, horizon)  # R counts the time before the landmark too
    into$add("standard error of the restricted mean", mean[["se(rmean)"]], name, horizon)
  }
}

log_rank <- function(into, rows, delayed, sites) {
  if (length(unique(rows$group)) < 2 || !any(rows$kind == 1)) return()
  rows$y <- surv_of(rows)
  if (delayed) {
    # survdiff takes no entries; the score test of the exact partial likelihood is the log-rank test
    fit <- coxph(y ~ factor(group), rows, ties = "exact")
    chi2 <- fit$score; df <- length(coef(fit))
  } else {
    test <- if (sites) survdiff(y ~ group + strata(site), rows) else survdiff(y ~ group, rows)
    chi2 <- test$chisq
    expected <- if (is.matrix(test$exp)) rowSums(test$exp) else test$exp
    df <- sum(expected > 0) - 1
  }
  into$add("log-rank chi2", chi2); into$add("log-rank df", df)
  into$add("log-rank p", pchisq(chi2, df, lower.tail = FALSE))
}

# Groups without an event have no finite ratio; R is asked without them, which is the limit of its likelihood.
cox <- function(into, rows, sites) {
  with_events <- names(which(tapply(rows$kind == 1, rows$group, any)))
  rows <- rows[rows$group %in% with_events, ]
  if (length(with_events) < 2) return()
  rows$y <- surv_of(rows); rows$of <- factor(rows$group)
  fit <- if (sites) coxph(y ~ of + strata(site), rows, ties = "breslow", control = EXACT)
         else coxph(y ~ of, rows, ties = "breslow", control = EXACT)
  said <- summary(fit)
  for (i in seq_along(coef(fit))) {
    name <- levels(rows$of)[i + 1]
    into$add("log hazard ratio", coef(fit)[[i]], name)
    into$add("standard error of the log hazard ratio", sqrt(vcov(fit)[i, i]), name)
    into$add("hazard ratio", said$conf.int[i, 1], name)
    into$add("low limit of the hazard ratio", said$conf.int[i, 3], name)
    into$add("high limit of the hazard ratio", said$conf.int[i, 4], name)
    into$add("p of the hazard ratio", said$coefficients[i, 5], name)
  }
  if (sites) return(heterogeneity(into, rows))
  test <- cox.zph(fit)$table
  row <- nrow(test)
  into$add("proportional hazards chi2", test[row, "chisq"])
  into$add("proportional hazards df", test[row, "df"])
  into$add("proportional hazards p", test[row, "p"])
}

heterogeneity <- function(into, rows) {
  fits <- lapply(split(rows, rows$site), function(one) suppressWarnings(
    if (length(unique(one$group)) < 2) NULL else coxph(y ~ of, one, ties = "breslow", control = EXACT)))
  fits <- Filter(function(fit) !is.null(fit) && is.finite(coef(fit)) && sqrt(vcov(fit)[1, 1]) < 50, fits)
  log <- sapply(fits, coef); weight <- 1 / sapply(fits, function(fit) vcov(fit)[1, 1])
  q <- sum(weight * (log - sum(weight * log) / sum(weight))^2); df <- length(log) - 1
  into$add("Cochran's Q", q, "2"); into$add("Cochran's df", df, "2")
  into$add("Cochran's p", pchisq(q, df, lower.tail = FALSE), "2"); into$add("I2", max(0, 1 - df / q), "2")
}

competing <- function(into, rows, name) {
  if (!any(rows$kind == 2)) return()
  found <- cuminc(rows$time, rows$kind)
  last <- max(rows$time[rows$kind > 0])
  times <- sort(unique(rows$time[rows$kind > 0 & rows$time < last]))
  times <- times[unique(round(c(0.02, 0.1, 0.25, 0.5, 0.75, 0.98) * length(times)))]
  at <- timepoints(found, times)
  kinds <- c("1 1" = "the event", "1 2" = "another kind")
  for (kind in names(kinds)) {
    into$add(paste("incidence of", kinds[[kind]]), at$est[kind, ], name, times)
    into$add(paste("variance of the incidence of", kinds[[kind]]), at$var[kind, ], name, times)
  }
  state <- summary(survfit(Surv(time, factor(kind, 0:2)) ~ 1, rows), times = times)
  for (i in 1:2) into$add(paste("incidence by survfit of", kinds[[i]]), state$pstate[, i + 1], name, times)
}

cells <- function(rows) {
  kind <- function(which) tapply(rows$kind %in% which, rows$time, sum)
  cbind(sort(unique(rows$time)), kind(1), kind(2), kind(0:2))
}

entered <- function(rows) if (any(rows$entry >= 0)) {
  counts <- table(rows$entry); cbind(as.numeric(names(counts)), as.integer(counts))
} else list()

golden <- function(one) {
  rows <- one$rows; into <- numbers(); sites <- length(unique(rows$site)) > 1; delayed <- any(rows$entry >= 0)
  by_group <- split(rows, rows$group)
  shortest <- min(sapply(by_group, function(rows) max(rows$time)))
  first <- max(one$landmark, sapply(by_group, function(rows) min(rows$time)))  # R integrates to no earlier time
  horizons <- unique(round(first + HORIZONS * (shortest - first)))
  for (name in names(by_group)) {
    curve(into, by_group[[name]], name, horizons[horizons > first], one$landmark)
    competing(into, by_group[[name]], name)
  }
  log_rank(into, rows, delayed, sites); cox(into, rows, sites)
  arms <- lapply(split(rows, list(rows$site, rows$group), drop = TRUE), function(rows) list(
    site = unbox(rows$site[1]), group = unbox(rows$group[1]), cells = unname(cells(rows)), entered = unname(entered(rows))))
  list(note = unbox(one$note), n = unbox(nrow(rows)), left_out = unbox(one$left_out), landmark = unbox(one$landmark),
       arms = unname(arms), numbers = into$all())
}

version <- function(package) unbox(as.character(packageVersion(package)))
answer <- list(made_by = unbox("benchmarks/cohort/golden/make_golden.R"),
               versions = list(R = unbox(paste(R.version$major, R.version$minor, sep = ".")),
                               survival = version("survival"), cmprsk = version("cmprsk")),
               cohorts = lapply(COHORTS, golden))
writeLines(toJSON(answer, digits = NA, na = "null", null = "null"), "tests/golden/r_cohort.json")
