# Golden numbers for tests/curves/test_against_r.py, computed by R's survival package. Run by hand, from the repository's top:
#
#     Rscript benchmarks/curves/golden/make_golden.R        (Debian: r-base-core r-cran-survival r-cran-jsonlite)
#
# Writes tests/golden/r_survival.json, raw times and events included, so that the tests need no R. Times stay in the
# unit of the data (days, weeks); nothing here depends on it.

suppressPackageStartupMessages(library(survival))
library(jsonlite)

WHOLE_CURVE_UP_TO <- 50  # patients; larger cohorts are compared at LEVELS of their follow-up only
LEVELS <- c(0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
HORIZONS <- c(0.3, 0.75)  # of the follow-up, for the restricted mean

cohort <- function(time, event, group) data.frame(time = time, event = as.integer(event), group = as.integer(group))
odd <- function(time, event) cohort(time, event, rep(1:2, length.out = length(time)))

first_infections <- kidney[!duplicated(kidney$id), ]
mercaptopurine <- c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
mercaptopurine_event <- c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)
placebo <- c(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)

COHORTS <- list(
  lung = with(lung, cohort(time, status == 2, sex)),
  ovarian = with(ovarian, cohort(futime, fustat == 1, rx)),
  veteran = with(veteran, cohort(time, status == 1, trt)),
  aml = with(aml, cohort(time, status == 1, x)),
  kidney_first = with(first_infections, cohort(time, status == 1, sex)),
  # half of eight are dead at 7; the next death comes at 12
  one_half_exactly = odd(c(2, 4, 5, 7, 9, 12, 15, 20), c(1, 1, 1, 1, 0, 1, 0, 0)),
  # half of six are dead at 5 and nobody dies after
  one_half_to_the_end = odd(c(1, 3, 5, 8, 10, 13), c(1, 1, 1, 0, 0, 0)),
  # a product of 13/14 * ... * 7/8: one half on paper, a little more when it is summed in logarithms
  one_half_of_fourteen = odd(c(1:7, seq(9, 21, by = 2)), rep(1, 14)),
  all_events = odd(c(3, 5, 6, 6, 8, 11, 14), rep(1, 7)),
  tied_with_censored = odd(c(1, 2, 2, 2, 4, 4, 5, 5, 7, 9), c(1, 1, 0, 1, 0, 1, 1, 0, 1, 0)),
  mercaptopurine = cohort(mercaptopurine, mercaptopurine_event, 1),
  mercaptopurine_trial = cohort(c(mercaptopurine, placebo), c(mercaptopurine_event, rep(1, 21)), rep(1:2, each = 21))
)

# SPSS and SAS (simple) print median +- 1.96 SE with SE = se(S(median)) / density; R has no such option, so the formula
# is applied here to survfit's own columns. Density: from the last event with S >= 0.55 to the first with S <= 0.45.
spss_limits <- function(fit) {
  died <- fit$n.event > 0
  t <- fit$time[died]; s <- fit$surv[died]; se <- (fit$std.err * fit$surv)[died]
  middle <- which(s <= 0.5 + 1e-9)[1]; above <- tail(which(s >= 0.55 - 1e-9), 1); below <- which(s <= 0.45 + 1e-9)[1]
  if (anyNA(c(middle, below)) || !length(above)) return(c(NA, NA))
  density <- (s[above] - s[below]) / (t[below] - t[above])
  t[middle] + c(-1, 1) * qnorm(0.975) * se[middle] / density
}

printed <- function(data, conf.type) {
  table <- summary(survfit(Surv(time, event) ~ 1, data, conf.type = conf.type))$table
  unname(table[c("0.95LCL", "0.95UCL")])
}

restricted_mean <- function(fit, horizon) {
  table <- summary(fit, rmean = horizon)$table
  list(horizon = unbox(horizon), mean = unbox(table[["rmean"]]), se = unbox(table[["se(rmean)"]]))
}

log_rank <- function(data) {
  if (length(unique(data$group)) < 2) return(NULL)
  test <- survdiff(Surv(time, event) ~ group, data)
  list(chisq = unbox(test$chisq), p = unbox(pchisq(test$chisq, 1, lower.tail = FALSE)))
}

conditional <- function(fit, start, further) {
  s <- summary(fit, times = c(start, start + further))$surv
  list(start = unbox(start), further = unbox(further), survival = unbox(s[2] / s[1]))
}

golden <- function(data) {
  fit <- survfit(Surv(time, event) ~ 1, data)
  end <- max(data$time)
  times <- sort(unique(c(round(LEVELS * end), end)))
  at <- summary(fit, times = times)
  past <- end + 1
  list(
    time = data$time, event = data$event, group = data$group,
    median = unbox(summary(fit)$table[["median"]]),
    median_ci = list(plain = printed(data, "plain"), log = printed(data, "log"), "log-log" = printed(data, "log-log"),
                     spss = spss_limits(fit)),
    at = list(time = times, survival = at$surv, at_risk = at$n.risk),
    curve = if (nrow(data) <= WHOLE_CURVE_UP_TO)
      list(time = fit$time, at_risk = fit$n.risk, events = fit$n.event, survival = fit$surv),
    restricted_mean = lapply(round(HORIZONS * end), function(h) restricted_mean(fit, h)),
    past_the_end = list(time = unbox(past), survival = unbox(summary(fit, times = past, extend = TRUE)$surv),
                        restricted_mean = unbox(suppressWarnings(restricted_mean(fit, past)$mean))),
    conditional = lapply(c(0.1, 0.35), function(share) conditional(fit, round(share * end), round(0.3 * end))),
    log_rank = log_rank(data)
  )
}

versions <- list(R = unbox(paste(R.version$major, R.version$minor, sep = ".")),
                 survival = unbox(as.character(packageVersion("survival"))))
answer <- list(made_by = unbox("benchmarks/curves/golden/make_golden.R"), versions = versions,
               cohorts = lapply(COHORTS, golden))
writeLines(toJSON(answer, pretty = TRUE, digits = NA, na = "null", null = "null"), "tests/golden/r_survival.json")
