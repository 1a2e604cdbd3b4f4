export const fields = {
  required: 'Please fill this in.',
  unknown: 'The form has no such question.',
  notText: 'Please give text.',
  tooLong: 'At most {{max}} characters; this has {{length}}.',
  notWholeNumber: 'Please give a whole number, such as 12.',
  notNumber: 'Please give a number with at most {{places}} decimals, such as 1234.5.',
  tooSmall: 'Not below {{min}}.',
  tooLarge: 'Not above {{max}}.',
  notDate: 'Please give a date, such as 2026-11-16 or 16 Nov.',
  notTime: 'Please give a time, such as 09:30.',
  notAChoice: 'Please choose one of the options.',
  notFound: 'Not found. Type a name and pick from the list.',
  notPhone:
    'This does not look like a telephone number. A mobile has 11 digits, such as 13800138000; a landline its area code, such as 0755-88881234; a number abroad begins with + and the country code.',
  holdsIdentity:
    'No telephone or ID number here. A patient’s name and number belong on the referral’s safe page (“Enter identity”), a customer’s number in the customer file.',
  namesPatient:
    'Not who the patient is. Write “the patient”; name and condition belong on the referral’s safe page (“Enter identity”).',
  notRows: 'Please fill in line by line.',
  tooManyRows: 'At most {{max}} lines.',
  yes: 'Yes',
  no: 'No',
} as const
