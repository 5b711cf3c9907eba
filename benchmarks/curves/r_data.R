# Patient-level survival data of R's survival package, written out for the benchmarks. Run by hand:
#
#     Rscript benchmarks/curves/r_data.R FOLDER        (Debian: r-base-core r-cran-survival)
#
# Writes FOLDER/<name>.csv with the columns time (days; mgus2: months; leukemia: weeks) and event (1, else 0), one row a
# patient, and prints how many. The data stay outside the repository: they come with a package under the LGPL. Rows
# without a time or an event, and follow-up of length zero, are left out and counted.

suppressPackageStartupMessages(library(survival))

COHORTS <- list(
  lung = with(lung, data.frame(time = time, event = status == 2)),
  colon_death = with(subset(colon, etype == 2), data.frame(time = time, event = status == 1)),
  colon_recurrence = with(subset(colon, etype == 1), data.frame(time = time, event = status == 1)),
  mgus2 = with(mgus2, data.frame(time = futime, event = death == 1)),
  # some came late to the clinic (left truncation): only those followed from diagnosis on
  myeloma = with(subset(myeloma, entry == 0), data.frame(time = futime, event = death == 1)),
  rotterdam_death = with(rotterdam, data.frame(time = dtime, event = death == 1)),
  rotterdam_recurrence = with(rotterdam, data.frame(time = rtime, event = recur == 1)),
  gbsg = with(gbsg, data.frame(time = rfstime, event = status == 1)),
  veteran = with(veteran, data.frame(time = time, event = status == 1)),
  ovarian = with(ovarian, data.frame(time = futime, event = fustat == 1)),
  pbc_death = with(pbc, data.frame(time = time, event = status == 2)),  # a transplant counts as censored
  flchain = with(flchain, data.frame(time = futime, event = death == 1)),
  nafld = with(nafld1, data.frame(time = futime, event = status == 1)),
  leukemia = with(leukemia, data.frame(time = time, event = status == 1)),
  kidney_first = with(kidney[!duplicated(kidney$id), ], data.frame(time = time, event = status == 1))
)

write_cohort <- function(name, folder) {
  all <- COHORTS[[name]]
  kept <- all[complete.cases(all) & all$time > 0, ]
  kept$event <- as.integer(kept$event)
  write.csv(kept, file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  data.frame(cohort = name, n = nrow(kept), events = sum(kept$event), left_out = nrow(all) - nrow(kept))
}

folder <- commandArgs(trailingOnly = TRUE)
if (length(folder) != 1) { message("One argument: the folder to write to."); quit(status = 2) }
dir.create(folder, showWarnings = FALSE, recursive = TRUE)
print(do.call(rbind, lapply(names(COHORTS), write_cohort, folder = folder)), row.names = FALSE)
